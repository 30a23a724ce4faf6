package dev.leat.cli;

import dev.leat.sdk.contract.WayOut;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** The command that makes the pipeline of another command start over. Immutable. */
final class StartOver implements WayOut {

  /** What says which pipeline is meant, and where: for the state it is the same. */
  private static final List<String> SAME =
      List.of("--command", "--config", "--destination", "--pipeline");

  private final String command;

  /**
   * @param parsed the command that met the problem
   */
  StartOver(ParseResult parsed) {
    ParseResult leaf = parsed;
    while (leaf.hasSubcommand()) {
      leaf = leaf.subcommand();
    }
    List<String> words = new ArrayList<>(List.of("leat", "state", "reset"));
    if (leaf.hasMatchedPositional(0)) {
      words.add(quoted(leaf.matchedPositional(0).originalStringValues().get(0)));
    }
    for (String option : SAME) {
      if (leaf.hasMatchedOption(option)) {
        words.add(option);
        words.add(quoted(leaf.matchedOption(option).originalStringValues().get(0)));
      }
    }
    command = String.join(" ", words);
  }

  @Override
  public String toStartOver() {
    return "run `" + command + "`: the next sync reads everything";
  }

  /** As a shell takes it for one word. */
  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./#-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
