package dev.leat.cli;

import dev.leat.engine.destination.DestinationUnavailableException;
import dev.leat.engine.destination.PipelineBusyException;
import dev.leat.engine.destination.SchemaContractException;
import dev.leat.sdk.contract.ContractViolation;
import dev.leat.sdk.contract.DefectException;
import dev.leat.sdk.contract.FailureText;
import dev.leat.sdk.error.ConnectorException;
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
    if (thrown instanceof DestinationUnavailableException) {
      surroundings.err().println("leat: " + thrown.getMessage());
      return ExitCode.SOURCE_UNAVAILABLE.number();
    }
    ExitCode code =
        thrown instanceof SchemaContractException ? ExitCode.SOURCE_DATA : ExitCode.of(thrown);
    if (code == ExitCode.DEFECT && !isOfConnector(thrown)) {
      surroundings.err().println("leat: a defect, please report it with the lines below");
      thrown.printStackTrace(surroundings.err());
    } else if (code == ExitCode.DEFECT) {
      surroundings.err().println("leat: a defect of the connector: " + thrown.getMessage());
    } else {
      surroundings.err().println("leat: " + told(thrown, parsed));
    }
    return code.number();
  }

  /** Whether it says all that the connector's author must know. */
  private static boolean isOfConnector(Exception thrown) {
    return thrown instanceof ContractViolation || thrown instanceof DefectException;
  }

  private static String told(Exception thrown, ParseResult parsed) {
    return thrown instanceof ConnectorException
        ? FailureText.of(thrown, new StartOver(parsed))
        : thrown.getMessage();
  }
}
