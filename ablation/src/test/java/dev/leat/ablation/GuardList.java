package dev.leat.ablation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The guards of one group, in the order of the page. For one thread. */
final class GuardList {

  /** Where the properties are that random histories try out. */
  static final String SIMULATION = "dev.leat.testkit.simulation.";

  private final String group;
  private final String room;
  private final String testRoom;
  private final List<Guard> guards = new ArrayList<>();

  /**
   * @param group whose guards they are
   * @param room the package of most of their classes
   */
  GuardList(String group, String room) {
    this(group, room, "");
  }

  /**
   * @param group whose guards they are
   * @param room the package of most of their classes
   * @param testRoom the package of the tests that catch the guards of that room
   */
  GuardList(String group, String room, String testRoom) {
    this.group = group;
    this.room = room;
    this.testRoom = testRoom;
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
    private String promise = "";
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

    /** Which row of the manual promises it, by what goes wrong there. */
    Draft promisedFor(String whatGoesWrong) {
      promise = whatGoesWrong;
      return this;
    }

    /** Which class holds it: its name within the room, or its full name. */
    Draft in(String type) {
      source = type.contains(".") ? type : room + "." + type;
      return this;
    }

    /** How it is switched off: its code, and the code without it. */
    Draft off(String code, String without) {
      snippet = code;
      replacement = without;
      return this;
    }

    /**
     * Which tests must fail then, each {@code Class#method}; if no package is named, in the room of
     * the list's tests, or beside the class.
     */
    GuardList caughtBy(String... tests) {
      String place = source.substring(0, source.lastIndexOf('.'));
      String beside = place.equals(room) && !testRoom.isEmpty() ? testRoom : place;
      List<Guard.Catcher> catchers =
          Arrays.stream(tests).map(test -> Guard.Catcher.of(test, beside)).toList();
      guards.add(new Guard(group, name, prevents, promise, source, snippet, replacement, catchers));
      return GuardList.this;
    }
  }
}
