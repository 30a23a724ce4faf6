package dev.leat.playground;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leat.playground.PlaygroundOptions.Order;
import dev.leat.playground.PlaygroundOptions.Since;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Jobs that export the people there are when a job begins, in parts of a page. A job is done when
 * it is asked about for the second time, and known for an hour. Thread-safe.
 */
final class Exports {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration KNOWN_FOR = Duration.ofHours(1);
  private static final int PATH_OF_JOB = 3;
  private static final int PATH_OF_PART = 5;

  private final Playground playground;
  private final Map<String, Job> jobs = new HashMap<>();
  private int begun;

  /** What a job found, and how often it was asked about. Guarded by the exports it belongs to. */
  private static final class Job {
    private final Instant start;
    private final List<List<StoredPerson>> parts;
    private int polls;

    Job(Instant start, List<List<StoredPerson>> parts) {
      this.start = start;
      this.parts = parts;
    }
  }

  Exports(Playground playground) {
    this.playground = playground;
  }

  /**
   * Answers {@code POST /exports}, {@code GET} and {@code DELETE /exports/ID}, {@code GET
   * /exports/ID/parts/N}.
   */
  synchronized Answer answer(Request request) {
    String[] path = request.uri().getPath().split("/", -1);
    if (request.method().equals("POST") && path.length < PATH_OF_JOB) {
      return begin(since(request.body()));
    }
    String id = path.length < PATH_OF_JOB ? "" : path[2];
    Job job = known(id);
    if (request.method().equals("DELETE")) {
      jobs.remove(id);
      return Answer.json(200, Map.of("id", id, "state", "cancelled"));
    }
    if (path.length == PATH_OF_PART) {
      return part(job, path[PATH_OF_PART - 1]);
    }
    job.polls++;
    return told(id, job);
  }

  private Answer begin(Optional<Instant> since) {
    List<StoredPerson> rows =
        playground
            .people()
            .read(
                all ->
                    new TimeSpan.Filter(since, Since.INCLUSIVE, Optional.empty())
                        .in(all.byTime())
                        .page(0, Integer.MAX_VALUE, Order.OLDEST_FIRST));
    int size = playground.options().pageCap();
    List<List<StoredPerson>> parts = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += size) {
      parts.add(List.copyOf(rows.subList(from, Math.min(rows.size(), from + size))));
    }
    String id = Integer.toString(++begun);
    Job job = new Job(playground.options().clock().instant(), parts);
    jobs.put(id, job);
    return told(id, job);
  }

  private static Answer told(String id, Job job) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", id);
    fields.put("state", job.polls < 2 ? "running" : "done");
    fields.put("parts", job.parts.size());
    return Answer.json(200, fields);
  }

  private static Answer part(Job job, String number) {
    if (job.polls < 2) {
      throw Refusal.of(409, "not_ready", "The export is still running");
    }
    try {
      List<StoredPerson> rows = job.parts.get(Integer.parseInt(number) - 1);
      return Answer.jsonBytes(200, new PageBody(rows, Map.of()).json());
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw Refusal.of(404, "not_found", "The export has parts 1 to " + job.parts.size(), e);
    }
  }

  private Job known(String id) {
    Job job = jobs.get(id);
    if (job == null) {
      throw Refusal.of(404, "not_found", "There is no export " + id);
    }
    if (job.start.plus(KNOWN_FOR).isBefore(playground.options().clock().instant())) {
      throw Refusal.of(410, "expired", "Export " + id + " is older than " + KNOWN_FOR);
    }
    return job;
  }

  private static Optional<Instant> since(String body) {
    try {
      JsonNode given = MAPPER.readTree(body.isBlank() ? "{}" : body).path("since");
      return Optional.ofNullable(given.textValue())
          .filter(text -> !text.isBlank())
          .map(text -> Query.parsedInstant("since", text));
    } catch (JsonProcessingException e) {
      throw Refusal.of(400, "bad_json", "The body is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
