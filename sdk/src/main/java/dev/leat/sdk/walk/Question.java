package dev.leat.sdk.walk;

import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.Source;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a walk asks again and again for something else: rows since a time, ids of a range.
 * Immutable.
 *
 * @param <A> what is asked for
 */
@FunctionalInterface
interface Question<A> {

  Ask ask(A wanted);

  static <A> Question<A> of(Source source, Function<A, Request> request) {
    return wanted -> new Ask.OfSource(source, request.apply(wanted));
  }

  /** Rows since a time, which goes into one place of the request. */
  static Question<Optional<String>> of(Source source, Request everything, Slot since) {
    return of(source, time -> time.map(text -> since.put(everything, text)).orElse(everything));
  }

  static <A> Question<A> of(PageFetch<A> door) {
    return wanted -> new Ask.OfDoor<>(door, wanted);
  }
}
