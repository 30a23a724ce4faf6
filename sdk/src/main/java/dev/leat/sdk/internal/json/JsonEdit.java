package dev.leat.sdk.internal.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Changes a JSON object by splicing: names and values that nobody touches stay the bytes that they
 * were. For one thread.
 */
// Members are places in bytes: never compared but for being the very same.
@SuppressWarnings({"ArrayRecordComponent", "ReferenceEquality"})
public final class JsonEdit {

  private List<Member> members = new ArrayList<>();
  private boolean changed;

  /** Where the key, with its quotes, and the value of one member are. */
  private record Member(byte[] keys, int key, int keyEnd, byte[] values, int from, int to) {

    boolean isNamed(String name) {
      return JsonObjects.hasKey(keys, key, name);
    }

    String name() {
      return JsonObjects.key(keys, key);
    }

    Member named(JsonKey other) {
      return new Member(other.literal(), 0, other.literal().length, values, from, to);
    }

    Member valued(byte[] value) {
      return new Member(keys, key, keyEnd, value, 0, value.length);
    }

    int size() {
      return keyEnd - key + to - from + 2;
    }

    boolean isFilledObject() {
      return values[from] == '{' && JsonObjects.first(values, from) >= 0;
    }
  }

  private JsonEdit() {}

  /** An object without members. */
  public static JsonEdit empty() {
    return new JsonEdit();
  }

  /** The well-formed object that opens there. */
  public static JsonEdit of(byte[] json, int brace) {
    JsonEdit edit = new JsonEdit();
    edit.addMembers(json, brace, edit.members);
    return edit;
  }

  private void addMembers(byte[] json, int brace, List<Member> to) {
    for (int key = JsonObjects.first(json, brace); key >= 0; ) {
      int keyEnd = JsonObjects.endOfString(json, key);
      int value = JsonObjects.valueAfter(json, keyEnd);
      int end = JsonObjects.endOfValue(json, value);
      to.add(new Member(json, key, keyEnd, json, value, end));
      key = JsonObjects.next(json, end);
    }
  }

  /** The names of the members, in their order; one that stands twice is there twice. */
  public List<String> names() {
    return members.stream().map(Member::name).toList();
  }

  /** Gives name and value of each member, in their order; one that stands twice comes twice. */
  public void forEach(BiConsumer<String, byte[]> member) {
    members.forEach(
        each ->
            member.accept(each.name(), Arrays.copyOfRange(each.values(), each.from(), each.to())));
  }

  /** Whether there is a member of that name. */
  public boolean has(String name) {
    return last(name) >= 0;
  }

  /** The JSON of a member's value, the last one of that name; empty if there is none. */
  public Optional<byte[]> value(String name) {
    int at = last(name);
    return at < 0
        ? Optional.empty()
        : Optional.of(JsonObjects.copy(members.get(at).values(), members.get(at).from()));
  }

  /** Gives a member that value, in its place; a new one stands at the end. */
  public JsonEdit put(JsonKey key, byte[] value) {
    int at = last(key.name());
    if (at < 0) {
      members.add(new Member(key.literal(), 0, key.literal().length, value, 0, value.length));
    } else {
      Member replaced = members.get(at).valued(value);
      members.set(at, replaced);
      members.removeIf(each -> each != replaced && each.isNamed(key.name()));
    }
    changed = true;
    return this;
  }

  /** Takes away all members but those whose names are wanted. */
  public void retain(Predicate<String> wanted) {
    changed |= members.removeIf(each -> !wanted.test(each.name()));
  }

  /** Takes a member away, if there is one of that name. */
  public void remove(String name) {
    changed |= members.removeIf(each -> each.isNamed(name));
  }

  /** Gives all members of that name another one, in their place. */
  public void rename(String from, JsonKey to) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).isNamed(from)) {
        members.set(i, members.get(i).named(to));
        changed = true;
      }
    }
  }

  /**
   * Gives each member the name that a function makes of its own.
   *
   * @return a name that two members would have had: nothing has been changed then
   */
  public Optional<String> renameEach(UnaryOperator<String> rename) {
    List<Member> renamed = new ArrayList<>();
    List<String> made = new ArrayList<>();
    for (Member each : lastOfEach(members)) {
      String name = each.name();
      String other = rename.apply(name);
      if (other.equals(name)) {
        renamed.add(each);
      } else {
        made.add(other);
        renamed.add(each.named(JsonKey.of(other)));
      }
    }
    return made.isEmpty() ? Optional.empty() : replace(renamed, made);
  }

  /**
   * Puts the members of nested objects, however deep, in the place of these, each named by the
   * names on its way. Empty objects and arrays stay as they are.
   *
   * @return a name that two members would have had: nothing has been changed then
   */
  public Optional<String> flatten(String separator) {
    List<Member> flat = new ArrayList<>();
    List<String> made = new ArrayList<>();
    for (Member each : lastOfEach(members)) {
      if (each.isFilledObject()) {
        flatten(each, each.name(), separator, flat, made);
      } else {
        flat.add(each);
      }
    }
    return made.isEmpty() ? Optional.empty() : replace(flat, made);
  }

  private void flatten(
      Member nested, String path, String separator, List<Member> flat, List<String> made) {
    List<Member> inner = new ArrayList<>();
    addMembers(nested.values(), nested.from(), inner);
    for (Member each : lastOfEach(inner)) {
      String name = path + separator + each.name();
      if (each.isFilledObject()) {
        flatten(each, name, separator, flat, made);
      } else {
        made.add(name);
        flat.add(each.named(JsonKey.of(name)));
      }
    }
  }

  /**
   * Puts the members of a nested object in its place, under their own names.
   *
   * @return a name that two members would have had: nothing has been changed then
   */
  public Optional<String> lift(String name) {
    int at = last(name);
    if (at < 0 || members.get(at).values()[members.get(at).from()] != '{') {
      return Optional.empty();
    }
    List<Member> inner = new ArrayList<>();
    addMembers(members.get(at).values(), members.get(at).from(), inner);
    inner = lastOfEach(inner);
    List<Member> lifted = new ArrayList<>();
    for (Member each : lastOfEach(members)) {
      lifted.addAll(each.isNamed(name) ? inner : List.of(each));
    }
    List<String> made = new ArrayList<>();
    inner.forEach(each -> made.add(each.name()));
    return replace(lifted, made);
  }

  /** Without those of which another one of the same name follows, and counts. */
  private static List<Member> lastOfEach(List<Member> all) {
    Map<String, Member> last = new HashMap<>();
    all.forEach(each -> last.put(each.name(), each));
    return last.size() == all.size()
        ? all
        : all.stream().filter(each -> last.get(each.name()) == each).toList();
  }

  private Optional<String> replace(List<Member> others, List<String> made) {
    Set<String> clashing = new HashSet<>(made);
    Set<String> seen = new HashSet<>();
    for (Member each : others) {
      String name = each.name();
      if (clashing.contains(name) && !seen.add(name)) {
        return Optional.of(name);
      }
    }
    members = others;
    changed = true;
    return Optional.empty();
  }

  /** Whether the object is another one than at first. */
  public boolean isChanged() {
    return changed;
  }

  /** The object as it is now. */
  public byte[] bytes() {
    int size = 2;
    for (Member each : members) {
      size += each.size();
    }
    byte[] json = new byte[members.isEmpty() ? size : size - 1];
    int at = 0;
    for (Member each : members) {
      json[at++] = ',';
      at = append(each.keys(), each.key(), each.keyEnd(), json, at);
      json[at++] = ':';
      at = append(each.values(), each.from(), each.to(), json, at);
    }
    json[0] = '{';
    json[json.length - 1] = '}';
    return json;
  }

  private static int append(byte[] from, int start, int end, byte[] to, int at) {
    System.arraycopy(from, start, to, at, end - start);
    return at + end - start;
  }

  private int last(String name) {
    for (int i = members.size() - 1; i >= 0; i--) {
      if (members.get(i).isNamed(name)) {
        return i;
      }
    }
    return -1;
  }
}
