package dev.leat.host.fivetran.tester;

import dev.leat.host.fivetran.wire.ConfigurationFormResponse;
import dev.leat.host.fivetran.wire.ConfigurationTest;
import dev.leat.host.fivetran.wire.FormField;
import dev.leat.host.fivetran.wire.TestResponse;
import dev.leat.sdk.protocol.ExitCode;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All steps of trying one server, each said aloud. Runs once, on one thread. */
final class Examination {

  private final Platform platform;
  private final TesterOptions options;
  private final Violations violations;
  private final PrintStream out;

  Examination(Platform platform, TesterOptions options, Violations violations, PrintStream out) {
    this.platform = platform;
    this.options = options;
    this.violations = violations;
    this.out = out;
  }

  /** Tries everything; ends early if the server cannot go on. */
  ExitCode run() {
    try {
      ConfigurationFormResponse form = platform.form();
      say("Form: " + form.getFieldsCount() + " fields, " + form.getTestsCount() + " tests");
      checkForm(form);
      if (!testsPass(form.getTestsList())) {
        return verdict(ExitCode.CONFIGURATION, "the configuration does not pass the tests");
      }
      refuseBlankForm(form);
      return updates();
    } catch (StatusRuntimeException e) {
      return verdict(code(e.getStatus()), "the server answered " + shown(e.getStatus()));
    }
  }

  private ExitCode updates() {
    Catalog catalog = Catalog.of(platform.schema(), violations);
    say("Schema: " + catalog.tables().size() + " tables");
    PlatformStore store = new PlatformStore(catalog.copy());
    UpdateOutcome first = platform.update(store, Choice.everything(), Long.MAX_VALUE);
    show("First update", first, store);
    if (!first.status().isOk()) {
      return verdict(code(first.status()), "the first update ended with " + shown(first.status()));
    }
    if (first.task().isPresent() && first.counts().rows() == 0) {
      return verdict(ExitCode.CONFIGURATION, "the first update asks: " + first.task().get());
    }
    UpdateOutcome second = platform.update(store, Choice.everything(), Long.MAX_VALUE);
    show("Second update, from the state of the first", second, store);
    if (!second.status().isOk()) {
      return verdict(
          code(second.status()), "the second update ended with " + shown(second.status()));
    }
    kill(catalog, store, first.counts().messages());
    choose(catalog, store);
    return first.isSuccess() && second.isSuccess()
        ? verdict(ExitCode.COMPLETE, store.size() + " rows are stored")
        : verdict(
            ExitCode.INCOMPLETE,
            "the server does not promise all rows: " + second.task().or(first::task).orElseThrow());
  }

  private void checkForm(ConfigurationFormResponse form) {
    Set<String> names = new HashSet<>();
    for (FormField field : form.getFieldsList()) {
      boolean group = field.hasConditionalFields();
      if (field.getName().isBlank() && !group) {
        violations.add("A field of the form has no name");
      } else if (!group && !names.add(field.getName())) {
        violations.add("The form names field \"" + field.getName() + "\" twice");
      }
      if (field.getTypeCase() == FormField.TypeCase.TYPE_NOT_SET) {
        violations.add("Field \"" + field.getName() + "\" of the form has no type");
      }
      if (field.hasDropdownField() && field.getDropdownField().getDropdownFieldCount() == 0) {
        violations.add("Dropdown \"" + field.getName() + "\" of the form has nothing to choose");
      }
    }
    for (ConfigurationTest test : form.getTestsList()) {
      if (test.getName().isBlank()) {
        violations.add("A test of the form has no name");
      }
    }
  }

  private boolean testsPass(List<ConfigurationTest> tests) {
    boolean pass = true;
    for (ConfigurationTest test : tests) {
      TestResponse answer = platform.test(test.getName());
      boolean success = answer.hasSuccess() && answer.getSuccess();
      if (!answer.hasFailure() && !success) {
        violations.add("Test \"" + test.getName() + "\" answers neither success nor a failure");
      }
      say("Test " + test.getName() + ": " + (success ? "passed" : answer.getFailure()));
      pass &= success;
    }
    return pass;
  }

  /** A form that lacks what is required must fail a test, by an answer and not by a crash. */
  private void refuseBlankForm(ConfigurationFormResponse form) {
    boolean required =
        form.getFieldsList().stream()
            .anyMatch(each -> each.getRequired() && each.getDefaultValue().isEmpty());
    if (!required || form.getTestsCount() == 0) {
      return;
    }
    boolean refused = false;
    for (ConfigurationTest test : form.getTestsList()) {
      try {
        refused |= platform.test(test.getName(), Map.of()).hasFailure();
      } catch (StatusRuntimeException e) {
        violations.add(
            "Test \"" + test.getName() + "\" of a blank form crashes: " + shown(e.getStatus()));
        refused = true;
      }
    }
    if (!refused) {
      violations.add("A blank form passes every test, though a field is required");
    }
    say("Blank form: " + (refused ? "refused" : "accepted"));
  }

  private void kill(Catalog catalog, PlatformStore whole, long messages) {
    for (long moment : moments(messages)) {
      PlatformStore store = new PlatformStore(catalog.copy());
      platform.update(store, Choice.everything(), moment);
      long kept = store.size();
      UpdateOutcome resumed = platform.update(store, Choice.everything(), Long.MAX_VALUE);
      long missing = whole.missingIn(store);
      long different = whole.differentIn(store);
      say(
          "Killed after message "
              + moment
              + " of "
              + messages
              + " with "
              + kept
              + " rows claimed, resumed: "
              + (resumed.status().isOk() ? "" : shown(resumed.status()) + ", ")
              + missing
              + " rows missing, "
              + different
              + " different");
      if (!resumed.status().isOk()) {
        violations.add("A killed update does not resume: " + shown(resumed.status()));
      } else if (missing > 0) {
        violations.add("Rows are lost when an update is killed and resumed");
      } else if (different > 0) {
        violations.add(
            "Rows have other values when an update is killed and resumed (try a source that does"
                + " not change meanwhile)");
      }
    }
  }

  /** At most so many moments as asked for, evenly spread over the messages, the last included. */
  private Set<Long> moments(long messages) {
    Set<Long> moments = new TreeSet<>();
    long kills = Math.min(options.kills(), messages);
    for (long i = 1; i <= kills; i++) {
      moments.add(Math.max(1, messages * i / kills));
    }
    return moments;
  }

  private void choose(Catalog catalog, PlatformStore whole) {
    Choice choice = Choice.some(whole.catalog());
    if (choice.isEverything()) {
      say("Selection: there is nothing that could be left out");
      return;
    }
    PlatformStore store = new PlatformStore(whole.catalog().copy());
    UpdateOutcome outcome = platform.update(store, choice, Long.MAX_VALUE);
    if (!outcome.status().isOk()) {
      violations.add("A selection of columns is refused: " + shown(outcome.status()));
    }
    say(
        "Selection without "
            + choice.tables().size()
            + " tables and "
            + choice.columns().size()
            + " columns: "
            + store.size()
            + " rows of "
            + catalog.tables().size()
            + " tables");
  }

  private void show(String title, UpdateOutcome outcome, PlatformStore store) {
    out.print('\n' + title + '\n' + outcome.counts());
    outcome.task().ifPresent(task -> out.print("Task: " + task + '\n'));
    out.print(store.size() + " rows are stored\n\n");
  }

  private ExitCode verdict(ExitCode code, String why) {
    List<String> lines = violations.lines();
    if (lines.isEmpty()) {
      String result =
          switch (code) {
            case COMPLETE -> "Good: the server keeps the contract, ";
            case INCOMPLETE -> "Incomplete: the server keeps the contract, but ";
            default -> "Failed: ";
          };
      say(result + why);
      return code;
    }
    lines.forEach(each -> say("Against the contract: " + each));
    say(
        "Failed: the server breaks the contract in "
            + lines.size()
            + (lines.size() == 1 ? " way; " : " ways; ")
            + why);
    return ExitCode.DEFECT;
  }

  private void say(String line) {
    out.print(line + '\n');
    out.flush();
  }

  private static String shown(Status status) {
    return status.getCode()
        + (status.getDescription() == null ? "" : " (" + status.getDescription() + ")");
  }

  private static ExitCode code(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED -> ExitCode.SOURCE_UNAVAILABLE;
      case INVALID_ARGUMENT, FAILED_PRECONDITION, PERMISSION_DENIED, UNAUTHENTICATED ->
          ExitCode.CONFIGURATION;
      case DATA_LOSS -> ExitCode.SOURCE_DATA;
      default -> ExitCode.DEFECT;
    };
  }
}
