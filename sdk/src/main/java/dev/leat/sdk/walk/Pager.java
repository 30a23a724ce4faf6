package dev.leat.sdk.walk;

import dev.leat.sdk.paging.NextPage;
import dev.leat.sdk.paging.PageRead;
import dev.leat.sdk.paging.Paging;
import dev.leat.sdk.paging.Proof;
import java.util.Optional;

/** How the next page of an answer is asked for. Immutable. */
interface Pager {

  /** An answer is one page. */
  Pager NONE = new OfPaging(Paging.none());

  /**
   * The page that follows.
   *
   * @param name what it is called: a token, a link, a number
   */
  record Next(Ask ask, String name) {}

  /** The page after one that was read; empty if that is the last one. */
  Optional<Next> after(Ask current, PageRead page);

  /** Whether an answer can have more than one page. */
  boolean isDeclared();

  /** Whether pages are counted, by what was declared. */
  boolean counts();

  /** Whether the names of pages may turn out to be counts. */
  boolean mayCount();

  /** The same, where a page without rows is the last one even if it names another. */
  Pager endingWhenEmpty();

  /**
   * The page of a name that an earlier sync was given.
   *
   * @param first the first question, for what names do not say
   */
  Next named(Ask first, String name);

  /** Paging by requests. */
  record OfPaging(Paging paging) implements Pager {
    @Override
    public Optional<Next> after(Ask current, PageRead page) {
      if (!paging.isDeclared()) {
        return Optional.empty();
      }
      Ask.OfSource of = of(current);
      return paging.after(of.source(), of.request(), page).map(next -> next(of, next));
    }

    private static Ask.OfSource of(Ask current) {
      if (current instanceof Ask.OfSource of) {
        return of;
      }
      throw new IllegalStateException(
          "Paging changes a request: ask by (source, request), or page by next(...)");
    }

    private static Next next(Ask.OfSource current, NextPage next) {
      return new Next(new Ask.OfSource(current.source(), next.request()), next.name());
    }

    @Override
    public boolean isDeclared() {
      return paging.isDeclared();
    }

    @Override
    public boolean counts() {
      return paging.isDeclared() && paging.proves() == Proof.COUNT;
    }

    @Override
    public boolean mayCount() {
      return paging.mayCount();
    }

    @Override
    public Pager endingWhenEmpty() {
      return new OfPaging(paging.endsWhenEmpty());
    }

    @Override
    public Next named(Ask first, String name) {
      return next(of(first), new NextPage(paging.named(of(first).request(), name), name));
    }
  }

  /**
   * Tokens that an author's own code makes use of.
   *
   * @param tokenAt where a page has its token: a JSON pointer
   */
  record OfDoor(String tokenAt, PageFetch<String> next, boolean emptyPageEnds) implements Pager {
    @Override
    public Optional<Next> after(Ask current, PageRead page) {
      if (page.rows() == 0 && emptyPageEnds) {
        return Optional.empty();
      }
      return page.answer()
          .page()
          .text(tokenAt)
          .filter(token -> !token.isBlank())
          .map(token -> new Next(new Ask.OfDoor<>(next, token), token));
    }

    @Override
    public boolean isDeclared() {
      return true;
    }

    @Override
    public boolean counts() {
      return false;
    }

    @Override
    public boolean mayCount() {
      return true;
    }

    @Override
    public Pager endingWhenEmpty() {
      return new OfDoor(tokenAt, next, true);
    }

    @Override
    public Next named(Ask first, String name) {
      return new Next(new Ask.OfDoor<>(next, name), name);
    }
  }
}
