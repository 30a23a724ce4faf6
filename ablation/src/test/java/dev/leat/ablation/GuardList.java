package dev.leat.ablation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The guards of one group, in the order of the page. For one thread. */
final class GuardList {

  private final String group;
  private final String room;
  private final List<Guard> guards = new ArrayList<>();

  /**
   * @param group whose guards they are
   * @param room the package of their classes, and of tests that are named without one
   */
  GuardList(String group, String room) {
    this.group = group;
    this.room = room;
  }

  /** Describes one more guard; it is in the list once it is {@link Draft#caughtBy}. */
  Draft guard(String name) {
    return new Draft(name);
  }

  List<Guard> guards() {
    return List.copyOf(guards);
  }

  /** A guard that is being described. */
  final class Draft {

    private final String name;
    private String prevents = "";
    private String source = "";
    private String snippet = "";
    private String replacement = "";

    private Draft(String name) {
      this.name = name;
    }

    /** What goes wrong without it. */
    Draft prevents(String loss) {
      prevents = loss;
      return this;
    }

    /** Which class holds it: its name within the room. */
    Draft in(String type) {
      source = type;
      return this;
    }

    /** How it is switched off: its code, and the code without it. */
    Draft off(String code, String without) {
      snippet = code;
      replacement = without;
      return this;
    }

    /** Which tests must fail then, each {@code Class#method}. */
    GuardList caughtBy(String... tests) {
      List<Guard.Catcher> catchers =
          Arrays.stream(tests).map(test -> Guard.Catcher.of(test, room)).toList();
      guards.add(
          new Guard(group, name, prevents, room + "." + source, snippet, replacement, catchers));
      return GuardList.this;
    }
  }
}
