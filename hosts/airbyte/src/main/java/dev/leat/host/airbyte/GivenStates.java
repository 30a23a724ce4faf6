package dev.leat.host.airbyte;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leat.host.process.Documents;
import dev.leat.host.process.TablePosition;
import dev.leat.sdk.error.ConfigurationException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The states that Airbyte hands back, in whatever shape. What was not written by this host is
 * passed over, but never in silence: its stream is then read from the beginning.
 */
final class GivenStates {

  private final Map<String, JsonNode> positions = new HashMap<>();
  private final Map<String, JsonNode> foreign = new HashMap<>();
  private final Consumer<String> warnings;

  private GivenStates(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  static GivenStates none() {
    return new GivenStates(message -> {});
  }

  /**
   * Reads a state file: a list of state messages, or an object of the time before there were any.
   *
   * @param warnings told what is passed over
   * @throws ConfigurationException if it is neither
   */
  static GivenStates of(JsonNode file, Consumer<String> warnings) {
    GivenStates states = new GivenStates(warnings);
    if (file.isArray()) {
      file.forEach(states::message);
    } else if (file instanceof ObjectNode object) {
      states.message(object);
    } else if (!file.isNull()) {
      throw new ConfigurationException(
          "The state is neither a list of state messages nor an object: give [] to start over");
    }
    return states;
  }

  /** What this host last said of a stream; empty if it never did. */
  Optional<JsonNode> position(String stream) {
    return Optional.ofNullable(positions.get(stream));
  }

  private void message(JsonNode message) {
    JsonNode global =
        message.hasNonNull("global") ? message.get("global") : message.path("global_");
    if (message.hasNonNull("stream")) {
      stream(message.get("stream"));
    } else if (global instanceof ObjectNode) {
      if (hasContent(global.path("shared_state"))) {
        warnings.accept("The shared part of the global state was not written by Leat: passed over");
      }
      global.path("stream_states").forEach(this::stream);
    } else if (message.hasNonNull("state")) {
      message(message.get("state"));
    } else {
      JsonNode data = message.hasNonNull("data") ? message.get("data") : message;
      boolean typed = message.has("type");
      if (typed ? hasContent(message.path("data")) : hasContent(data)) {
        warnings.accept(
            "The state has the legacy form, which Leat never wrote: every stream is read from the"
                + " beginning");
      }
    }
  }

  private void stream(JsonNode stream) {
    String name = stream.path("stream_descriptor").path("name").asText();
    JsonNode state = stream.path("stream_state");
    if (TablePosition.isPosition(state)) {
      positions.put(name, state);
    } else if (hasContent(state)) {
      foreign.put(name, state);
    }
  }

  /**
   * The state of a stream that another connector wrote.
   *
   * @param taken whether it can be used; if not, that is said
   */
  <T> Optional<T> taken(String stream, Function<String, Optional<T>> taken) {
    JsonNode state = foreign.remove(stream);
    if (state == null) {
      return Optional.empty();
    }
    Optional<T> used = taken.apply(Documents.text(state));
    warnings.accept(
        "The state of stream \""
            + stream
            + "\" was not written by Leat ("
            + Documents.text(state).length()
            + " characters): the stream is read "
            + (used.isPresent() ? "on from there" : "from the beginning"));
    return used;
  }

  private static boolean hasContent(JsonNode node) {
    return !node.isMissingNode() && !node.isNull() && !node.isEmpty();
  }
}
