package dev.leat.declarative.template.syntax;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of one scope: where each comes from. */
final class Symbols {

  private enum Origin {
    /** From outside the template. */
    OUTSIDE,
    /** From a scope around this one. */
    AROUND,
    /** Set here. */
    HERE
  }

  private final Symbols parent;
  private final Map<String, Origin> origins = new LinkedHashMap<>();
  private final Set<String> stores = new HashSet<>();

  Symbols(Symbols parent) {
    this.parent = parent;
  }

  Symbols copy() {
    Symbols copy = new Symbols(parent);
    copy.origins.putAll(origins);
    copy.stores.addAll(stores);
    return copy;
  }

  void declare(String name) {
    stores.add(name);
    origins.put(name, Origin.HERE);
  }

  void declareUnlessKnown(String name) {
    if (!origins.containsKey(name)) {
      declare(name);
    }
  }

  void load(String name) {
    if (!known(name)) {
      origins.put(name, Origin.OUTSIDE);
    }
  }

  void store(String name) {
    stores.add(name);
    if (!origins.containsKey(name)) {
      boolean around = parent != null && parent.known(name);
      origins.put(name, around ? Origin.AROUND : Origin.HERE);
    }
  }

  /** Takes over what branches did: a name that a branch sets may come from outside. */
  void update(List<Symbols> branches) {
    Set<String> fresh = new HashSet<>();
    branches.forEach(each -> fresh.addAll(each.stores));
    fresh.removeAll(stores);
    for (Symbols branch : branches) {
      origins.putAll(branch.origins);
      stores.addAll(branch.stores);
    }
    for (String name : fresh) {
      boolean around = parent != null && parent.known(name);
      origins.put(name, around ? Origin.AROUND : Origin.OUTSIDE);
    }
  }

  List<String> resolved() {
    return origins.entrySet().stream()
        .filter(each -> each.getValue() == Origin.OUTSIDE)
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean known(String name) {
    return origins.containsKey(name) || (parent != null && parent.known(name));
  }
}
