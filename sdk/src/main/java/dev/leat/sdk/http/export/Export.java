package dev.leat.sdk.http.export;

import dev.leat.sdk.error.ConnectorException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.error.SourceUnavailableException;
import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Backoff;
import dev.leat.sdk.http.Decoder;
import dev.leat.sdk.http.HttpSource;
import dev.leat.sdk.http.HttpStatusException;
import dev.leat.sdk.http.PageSink;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Source;
import dev.leat.sdk.http.Verdict;
import dev.leat.sdk.http.answer.Condition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * An answer that a source prepares in the background: how a job is started, asked about, fetched
 * and given up. What it gives is a snapshot, as old as its start. Immutable and thread-safe; a job
 * is a value, so it can be kept, and taken up again after a crash.
 */
public final class Export {

  private static final Set<Integer> GONE = Set.of(404, 410);

  private final Plan plan;

  /** All that can be said of an export. */
  private record Plan(
      Request create,
      Map<String, Function<Answer, Optional<String>>> kept,
      Function<ExportJob, Request> poll,
      Function<Answer, Optional<String>> status,
      Map<String, ExportStatus> words,
      BiFunction<ExportJob, Answer, List<Request>> results,
      Optional<Function<ExportJob, Request>> cancel,
      Decoder decoder,
      Backoff pace,
      Duration longest) {

    Plan kept(Map<String, Function<Answer, Optional<String>>> other) {
      return new Plan(create, other, poll, status, words, results, cancel, decoder, pace, longest);
    }

    Plan words(Map<String, ExportStatus> other) {
      return new Plan(create, kept, poll, status, other, results, cancel, decoder, pace, longest);
    }

    Plan results(BiFunction<ExportJob, Answer, List<Request>> other) {
      return new Plan(create, kept, poll, status, words, other, cancel, decoder, pace, longest);
    }

    Plan cancel(Function<ExportJob, Request> other) {
      return new Plan(
          create, kept, poll, status, words, results, Optional.of(other), decoder, pace, longest);
    }

    Plan decoder(Decoder other) {
      return new Plan(create, kept, poll, status, words, results, cancel, other, pace, longest);
    }

    Plan pace(Backoff other, Duration most) {
      return new Plan(create, kept, poll, status, words, results, cancel, decoder, other, most);
    }
  }

  private Export(Plan plan) {
    this.plan = plan;
  }

  /**
   * An export whose jobs are started like this, known by {@code id}, and asked about like that.
   *
   * @param create sent once: if it is unknown whether it arrived, the request fails
   * @param idPointer where the answer to it holds what the job is called
   * @param poll the request that asks how far a job is
   * @param statusPointer where the answer to that says so
   */
  public static Export of(
      Request create, String idPointer, Function<ExportJob, Request> poll, String statusPointer) {
    return new Export(
        new Plan(
            create.once(),
            Map.of("id", answer -> answer.page().text(idPointer)),
            poll,
            answer -> answer.page().text(statusPointer),
            Map.of(),
            (job, page) -> List.of(),
            Optional.empty(),
            Decoder.json(),
            Backoff.exponential(Duration.ofSeconds(2), Duration.ofSeconds(30)),
            Duration.ofHours(1)));
  }

  /**
   * The same export, keeping one more field of the answer that started the job.
   *
   * @param pointer where it stands in the document
   */
  public Export keeping(String name, String pointer) {
    return keeping(name, (Answer answer) -> answer.page().text(pointer));
  }

  /** The same export, keeping a header of the answer that started the job, such as Location. */
  public Export keepingHeader(String name, String header) {
    return keeping(name, (Answer answer) -> answer.header(header));
  }

  private Export keeping(String name, Function<Answer, Optional<String>> from) {
    Map<String, Function<Answer, Optional<String>>> more = new LinkedHashMap<>(plan.kept);
    more.put(name, from);
    return new Export(plan.kept(more));
  }

  /** The same export; these words, in any case, mean that a job is so far. */
  public Export when(ExportStatus status, String... words) {
    Map<String, ExportStatus> more = new LinkedHashMap<>(plan.words);
    for (String word : words) {
      more.put(word.toLowerCase(Locale.ROOT), status);
    }
    return new Export(plan.words(more));
  }

  /**
   * The same export, whose results are fetched like this.
   *
   * @param requests of each part, in order, from the job and the answer that called it done
   */
  public Export results(BiFunction<ExportJob, Answer, List<Request>> requests) {
    return new Export(plan.results(requests));
  }

  /** The same export, whose results look like this; one JSON document if nothing is said. */
  public Export decoding(Decoder decoder) {
    return new Export(plan.decoder(decoder));
  }

  /** The same export, whose jobs are given up like this, or tidied away after they were read. */
  public Export cancel(Function<ExportJob, Request> request) {
    return new Export(plan.cancel(request));
  }

  /**
   * The same export, asked about at this pace, 2 s at first and 30 s later if nothing is said.
   *
   * @param longest how long to wait for a job in all, an hour if nothing is said
   */
  public Export polling(Backoff pace, Duration longest) {
    return new Export(plan.pace(pace, longest));
  }

  /**
   * Starts a job.
   *
   * @return keep it before anything else is done with it
   * @throws SourceDataException if the answer does not hold what is to be kept
   */
  public ExportJob start(Source source) throws InterruptedException {
    Answer answer = source.fetch(plan.create);
    Map<String, String> fields = new LinkedHashMap<>();
    plan.kept.forEach(
        (name, from) ->
            fields.put(
                name,
                from.apply(answer)
                    .orElseThrow(
                        () ->
                            new SourceDataException(
                                plan.create + " started a job without saying its " + name))));
    return new ExportJob(fields);
  }

  private Duration pause(HttpSource source, Request request, int asked, Duration waited)
      throws InterruptedException {
    if (waited.compareTo(plan.longest) >= 0) {
      throw new SourceUnavailableException(
          request
              + " says that the export is still running after "
              + waited.toSeconds()
              + " s: the next sync takes it up again");
    }
    return source.pause(plan.pace, asked, request + " says that the export is not ready yet");
  }

  /** How far a job is, right now. */
  public ExportStatus status(HttpSource source, ExportJob job) throws InterruptedException {
    Optional<Answer> answer = ask(source, job);
    return answer.isEmpty() ? ExportStatus.EXPIRED : statusIn(answer.get(), plan.poll.apply(job));
  }

  /**
   * Waits until a job is over.
   *
   * @return the requests for its results, to be fetched one by one with {@link #fetch}; empty if it
   *     has none
   * @throws SourceUnavailableException if it failed or takes too long; it is not given up by that
   * @throws ExpiredException if the source no longer knows it
   */
  public List<Request> await(HttpSource source, ExportJob job)
      throws InterruptedException, ExpiredException {
    Duration waited = Duration.ZERO;
    for (int asked = 1; ; asked++) {
      Request request = plan.poll.apply(job);
      Answer answer = ask(source, job).orElseThrow(() -> new ExpiredException(request));
      switch (statusIn(answer, request)) {
        case DONE -> {
          return plan.results.apply(job, answer);
        }
        case EMPTY -> {
          return List.of();
        }
        case EXPIRED -> throw new ExpiredException(request);
        case FAILED ->
            throw new SourceUnavailableException(
                request
                    + " says that the export is "
                    + plan.status.apply(answer).orElse("")
                    + ": the source gave it up; the next sync begins another");
        case RUNNING -> waited = waited.plus(pause(source, request, asked, waited));
      }
    }
  }

  /**
   * Fetches one part of the results, in pages.
   *
   * @throws ExpiredException if the source no longer has it
   */
  public void fetch(HttpSource source, Request part, PageSink sink)
      throws InterruptedException, ExpiredException {
    try {
      source.decoding(plan.decoder).fetchAll(part, sink);
    } catch (ConnectorException e) {
      if (isGone(e)) {
        throw new ExpiredException(part);
      }
      throw e;
    }
  }

  /** Gives a job up, if the export says how; one that is already gone is not a failure. */
  public void cancel(HttpSource source, ExportJob job) throws InterruptedException {
    if (plan.cancel.isPresent()) {
      source
          .answers(Condition.status(404, 409, 410).then(Verdict.skip()))
          .fetch(plan.cancel.get().apply(job));
    }
  }

  /** The source no longer knows a job or its results: begin another. */
  public static final class ExpiredException extends Exception {

    private static final long serialVersionUID = 1L;

    ExpiredException(Request request) {
      super(request + ": the source no longer knows this export");
    }
  }

  /** A failed job often tells its reason as an error: that is not a failure to ask. */
  private Optional<Answer> ask(HttpSource source, ExportJob job) throws InterruptedException {
    try {
      return Optional.of(
          source
              .answers(Condition.statusFrom(200, 299).then(Verdict.accept()))
              .fetch(plan.poll.apply(job)));
    } catch (ConnectorException e) {
      if (isGone(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private ExportStatus statusIn(Answer answer, Request request) {
    String word = plan.status.apply(answer).orElse("");
    ExportStatus status = plan.words.get(word.toLowerCase(Locale.ROOT));
    if (status == null) {
      throw new SourceDataException(
          request
              + " says that the export is \""
              + word
              + "\", which the connector does not know: it knows "
              + plan.words.keySet());
    }
    return status;
  }

  private static boolean isGone(ConnectorException failure) {
    return failure.getCause() instanceof HttpStatusException refusal
        && GONE.contains(refusal.status());
  }
}
