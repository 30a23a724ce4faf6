package dev.leat.cli;

import dev.leat.engine.destination.PipelineBusyException;
import dev.leat.engine.destination.SchemaContractException;
import dev.leat.sdk.protocol.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one clear message and an exit code. */
final class Failures implements IExecutionExceptionHandler {

  private final Surroundings surroundings;

  Failures(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public int handleExecutionException(Exception thrown, CommandLine line, ParseResult parsed) {
    if (thrown instanceof PipelineBusyException) {
      surroundings.err().println("leat: " + thrown.getMessage());
      return ExitCode.BUSY.number();
    }
    ExitCode code =
        thrown instanceof SchemaContractException ? ExitCode.SOURCE_DATA : ExitCode.of(thrown);
    if (code == ExitCode.DEFECT) {
      surroundings.err().println("leat: a defect, please report it with the lines below");
      thrown.printStackTrace(surroundings.err());
    } else {
      surroundings.err().println("leat: " + thrown.getMessage());
    }
    return code.number();
  }
}
