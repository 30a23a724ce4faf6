package dev.leat.sdk.http.export;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.internal.json.Json;
import dev.leat.sdk.internal.json.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A job that a source works on: what its own answer called it. A value, which can be kept as text
 * and taken up by another process. It holds no secret as long as the source puts none into what is
 * {@link Export#keeping kept}.
 *
 * @param fields what was kept, by name
 */
public record ExportJob(Map<String, String> fields) {

  /** Copies the fields. */
  public ExportJob {
    fields = Map.copyOf(fields);
  }

  /**
   * A field by its name.
   *
   * @throws IllegalArgumentException if nothing of that name was kept
   */
  public String field(String name) {
    return Optional.ofNullable(fields.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The job has no \"" + name + "\": it has " + fields.keySet()));
  }

  /** The job as text, for a state: a JSON object of its fields by name. */
  public String text() {
    Map<String, String> sorted = new LinkedHashMap<>();
    fields.keySet().stream().sorted().forEach(name -> sorted.put(name, fields.get(name)));
    return new String(JsonValues.write(sorted), StandardCharsets.UTF_8);
  }

  /**
   * A job that was kept as {@link #text}.
   *
   * @throws SourceDataException if it is not such a text
   */
  public static ExportJob of(String text) {
    try {
      Map<String, String> fields = new LinkedHashMap<>();
      Json.object(text)
          .properties()
          .forEach(each -> fields.put(each.getKey(), each.getValue().asText()));
      return new ExportJob(fields);
    } catch (IllegalArgumentException e) {
      throw new SourceDataException(
          "What is kept of an export is not a job: begin a new one (" + e.getMessage() + ")", e);
    }
  }
}
