package dev.leat.ablation;

import java.util.List;

/**
 * A guard, how it is switched off, and the tests that must fail without it. Immutable.
 *
 * @param group whose guard it is: a strategy, the protocol, the engine
 * @param name what it does, in a few words
 * @param prevents what goes wrong without it
 * @param promise the row of the manual that promises it, by what goes wrong; blank if none does
 * @param source the class that holds it, by its full name
 * @param snippet its code, which must stand exactly once in that class; white space does not count
 * @param replacement the code without it
 * @param catchers each of which must fail once it is gone; never empty
 */
record Guard(
    String group,
    String name,
    String prevents,
    String promise,
    String source,
    String snippet,
    String replacement,
    List<Catcher> catchers) {

  Guard {
    catchers = List.copyOf(catchers);
    if (catchers.isEmpty()) {
      throw new IllegalArgumentException(
          "Guard \"" + name + "\" has no test that fails without it: name one");
    }
  }

  @Override
  public String toString() {
    return group + ": " + name;
  }

  /**
   * A test.
   *
   * @param type the full name of its class
   * @param method its name, whatever its parameters
   */
  record Catcher(String type, String method) {

    /**
     * Reads {@code KeysetTest#refusesATokenThatComesAgain}.
     *
     * @param room the package of a class that is named without one
     */
    static Catcher of(String text, String room) {
      String[] parts = text.split("#", -1);
      if (parts.length != 2) {
        throw new IllegalArgumentException(
            "A catcher is Class#method, got \"" + text + "\": name one method");
      }
      return new Catcher(parts[0].contains(".") ? parts[0] : room + "." + parts[0], parts[1]);
    }

    @Override
    public String toString() {
      return type.substring(type.lastIndexOf('.') + 1) + "#" + method;
    }
  }
}
