package dev.leat.sdk.walk;

import dev.leat.sdk.http.Answer;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Source;

/** One question, ready to be asked. Equal to another that would ask for the same. */
sealed interface Ask {

  Answer fetch() throws InterruptedException;

  /** What is asked for, as far as it is known; an empty request where only the author knows. */
  default Request request() {
    return Request.get("");
  }

  /** A request to a source. */
  record OfSource(Source source, Request request) implements Ask {
    @Override
    public Answer fetch() throws InterruptedException {
      return source.fetch(request);
    }
  }

  /** A page of a list by its place. */
  record OfOffset(Question<OffsetAsk> question, OffsetAsk wanted) implements Ask {
    @Override
    public Answer fetch() throws InterruptedException {
      return question.ask(wanted).fetch();
    }
  }

  /** What an author's own code fetches. */
  record OfDoor<A>(PageFetch<A> door, A ask) implements Ask {
    @Override
    public Answer fetch() throws InterruptedException {
      return door.fetch(ask);
    }
  }
}
