package dev.leat.sdk.paging;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.http.Request;
import dev.leat.sdk.http.Slot;
import dev.leat.sdk.http.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How the next page of an answer is asked for, and how the last one is known. Immutable: each
 * method gives a changed copy.
 *
 * <p>Any question can be paged. What a way of paging proves while rows move is its {@link Proof}: a
 * walk reads on by a place, and proves by other means that pages which only count join. A token or
 * a link that does nothing but count is recognised by {@link Naming} and treated as a count, unless
 * {@link #places} says that it is none.
 *
 * <p><b>The end.</b> A page that names no other one is the last. Further rules can be added; each
 * is the source's own word. Where they contradict each other, the sync ends with an error rather
 * than with rows missing: a source that says "there is more" and names no page, for example.
 */
public final class Paging {

  private static final Paging NONE =
      new Paging(Kind.NONE, (source, request, page) -> Optional.empty());

  private final Kind kind;
  private final Turn turn;
  private final List<End> ends;
  private final boolean places;
  private final Optional<BiFunction<Request, String, Request>> namer;

  /** How pages are named. */
  private enum Kind {
    NONE,
    TOKEN,
    LINK,
    COUNT,
    ROW
  }

  /** Finds the next page, if the page names one. Implementations are thread-safe. */
  @FunctionalInterface
  public interface Turn {

    /**
     * The page after one that was read.
     *
     * @param source what was asked; it knows how to follow a link
     * @param request what asked for {@code page}
     * @return empty if the page names no other one
     */
    Optional<NextPage> after(Source source, Request request, PageRead page);
  }

  private Paging(
      Kind kind,
      Turn turn,
      Optional<BiFunction<Request, String, Request>> namer,
      List<End> ends,
      boolean places) {
    this.kind = kind;
    this.turn = turn;
    this.namer = namer;
    this.ends = List.copyOf(ends);
    this.places = places;
  }

  private Paging(Kind kind, Turn turn, BiFunction<Request, String, Request> namer) {
    this(kind, turn, Optional.of(namer), List.of(), false);
  }

  private Paging(Kind kind, Turn turn) {
    this(kind, turn, Optional.empty(), List.of(), false);
  }

  /** The answer is one page. */
  public static Paging none() {
    return NONE;
  }

  /**
   * A token in the body.
   *
   * @param pointer where a page has the token, for example {@code /meta/next}; absent, null or
   *     blank on the last page
   * @param slot where it goes in the next request, the rest of which stays as it was
   */
  public static Paging token(String pointer, Slot slot) {
    return new Paging(
        Kind.TOKEN,
        (source, request, page) -> page.answer().page().text(pointer).flatMap(put(request, slot)),
        slot::put);
  }

  /**
   * A token in a header.
   *
   * @param header its name, in any case; absent or blank on the last page
   * @param slot where it goes in the next request, the rest of which stays as it was
   */
  public static Paging headerToken(String header, Slot slot) {
    return new Paging(
        Kind.TOKEN,
        (source, request, page) -> page.answer().header(header).flatMap(put(request, slot)),
        slot::put);
  }

  /**
   * Tokens or links that a function finds, for what no pointer can say. Pages cannot be gone on by
   * a name from an earlier sync.
   */
  public static Paging turning(Turn turn) {
    return new Paging(Kind.TOKEN, turn);
  }

  /** Page numbers or offsets that a function works out: they count, whatever they look like. */
  public static Paging counting(Turn turn) {
    return new Paging(Kind.COUNT, turn);
  }

  private static Function<String, Optional<NextPage>> put(Request request, Slot slot) {
    return token ->
        token.isBlank()
            ? Optional.empty()
            : Optional.of(new NextPage(slot.put(request, token), token));
  }

  /**
   * A link in the body, absolute or relative.
   *
   * @param pointer where a page has the link, for example {@code /links/next}; absent, null or
   *     blank on the last page
   */
  public static Paging link(String pointer) {
    return new Paging(
        Kind.LINK,
        (source, request, page) ->
            page.answer()
                .page()
                .text(pointer)
                .flatMap(link -> followed(source, request, page, link)),
        Request::following);
  }

  /** A {@code Link} header with {@code rel="next"} (RFC 8288); none on the last page. */
  public static Paging linkHeader() {
    return new Paging(
        Kind.LINK,
        (source, request, page) ->
            page.answer().link("next").flatMap(link -> followed(source, request, page, link)),
        Request::following);
  }

  private static Optional<NextPage> followed(
      Source source, Request request, PageRead page, String link) {
    if (link.isBlank()) {
      return Optional.empty();
    }
    Request next = source.follow(request, page.answer(), link);
    return Optional.of(new NextPage(next, source.withoutSecrets(request, page.answer(), link)));
  }

  /**
   * Page numbers, from 1: the first page is asked for without one. Ends with a page without rows,
   * unless another rule ends it sooner.
   *
   * @param slot where the number goes
   */
  public static Paging pageNumber(Slot slot) {
    return pageNumber(slot, 1);
  }

  /**
   * Page numbers: the first page is asked for without one. Ends with a page without rows, unless
   * another rule ends it sooner.
   *
   * @param slot where the number goes
   * @param first the number of the first page, 0 or 1
   */
  public static Paging pageNumber(Slot slot, int first) {
    return new Paging(
        Kind.COUNT,
        (source, request, page) -> counted(request, page, slot, first + page.pagesBefore() + 1));
  }

  /**
   * Offsets: the number of rows that were read. The first page is asked for without one. Ends with
   * a page without rows, unless another rule ends it sooner.
   *
   * @param slot where the number goes
   */
  public static Paging offset(Slot slot) {
    return new Paging(
        Kind.COUNT, (source, request, page) -> counted(request, page, slot, page.rowsSoFar()));
  }

  private static Optional<NextPage> counted(
      Request request, PageRead page, Slot slot, long number) {
    if (page.rows() == 0) {
      return Optional.empty();
    }
    return Optional.of(new NextPage(slot.put(request, number), Long.toString(number)));
  }

  /**
   * The last row of a page: the next one holds the rows after it. The source must give rows in an
   * order in which no two have the same value. Ends with a page without rows, unless another rule
   * ends it sooner.
   *
   * @param field the field whose value goes on; a name or a JSON pointer
   * @param slot where the value goes
   */
  public static Paging lastRow(String field, Slot slot) {
    return new Paging(
        Kind.ROW,
        (source, request, page) ->
            page.last()
                .map(
                    row ->
                        row.text(field)
                            .orElseThrow(
                                () ->
                                    new SourceDataException(
                                        "The last row of a page has no \""
                                            + field
                                            + "\" to go on from: page by another field")))
                .map(value -> new NextPage(slot.put(request, value), value)),
        slot::put);
  }

  /** A page without rows is the last one, whatever it names. */
  public Paging endsWhenEmpty() {
    return endingBy(End.empty());
  }

  /**
   * A page of fewer rows is the last one: every other page is full. Believed only as far as it
   * holds: do not declare it for a source that filters rows after it has counted them, or that
   * limits answers by their size.
   *
   * @param rows how many a full page has
   * @throws IllegalArgumentException if that is not at least one
   */
  public Paging endsWhenShorterThan(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException(
          "A full page has at least one row, got " + rows + ": give the page size of the request");
    }
    return endingBy(End.shorterThan(rows));
  }

  /**
   * A flag tells whether there is more: {@code has_more}. A page where it is absent says nothing.
   */
  public Paging endsWhenFalse(String pointer) {
    return endingBy(End.flag(pointer, false));
  }

  /**
   * A flag tells whether this was all: {@code end_of_stream}. A page where it is absent says
   * nothing.
   */
  public Paging endsWhenTrue(String pointer) {
    return endingBy(End.flag(pointer, true));
  }

  /** A number in the page tells how many rows there are in all. */
  public Paging endsAtTotalRows(String pointer) {
    return endingBy(End.totalRows(pointer));
  }

  /** A number in the page tells how many pages there are in all. */
  public Paging endsAtTotalPages(String pointer) {
    return endingBy(End.totalPages(pointer));
  }

  private Paging endingBy(End rule) {
    List<End> more = new ArrayList<>(ends);
    more.add(rule);
    return new Paging(kind, turn, namer, more, places);
  }

  /**
   * Tokens or links stand for places between rows, though they look like counts: for ids that grow
   * by one, for example. Do not declare it of page numbers.
   *
   * @throws IllegalArgumentException if pages are counted here
   */
  public Paging places() {
    if (kind == Kind.COUNT) {
      throw new IllegalArgumentException(
          "Page numbers and offsets count rows, whatever is declared: remove places()");
    }
    return new Paging(kind, turn, namer, ends, true);
  }

  /** Whether an answer can have more than one page. */
  public boolean isDeclared() {
    return kind != Kind.NONE;
  }

  /** What it proves, by what was declared. */
  public Proof proves() {
    return kind == Kind.COUNT ? Proof.COUNT : Proof.PLACE;
  }

  /** Whether the names of pages may turn out to be counts. */
  public boolean mayCount() {
    return (kind == Kind.TOKEN || kind == Kind.LINK) && !places;
  }

  /**
   * The page of a name that an earlier answer gave.
   *
   * @param first what asked for the first page of that answer
   * @throws IllegalStateException if pages have no names that outlive their answer
   */
  public Request named(Request first, String name) {
    return namer
        .orElseThrow(
            () -> new IllegalStateException("Pages that are counted or found have no names"))
        .apply(first, name);
  }

  /**
   * The page after one that was read.
   *
   * @param source what was asked
   * @param request what asked for {@code page}
   * @return empty if the page is the last one
   * @throws SourceDataException if the source contradicts itself: it says that there is more and
   *     names no page, or links to the very page
   */
  public Optional<NextPage> after(Source source, Request request, PageRead page) {
    boolean more = false;
    for (End rule : ends) {
      switch (rule.of(page)) {
        case LAST -> {
          return Optional.empty();
        }
        case MORE -> more = true;
        case SILENT -> {}
      }
    }
    Optional<NextPage> next = turn.after(source, request, page);
    if (next.isEmpty() && more && kind != Kind.NONE) {
      throw new SourceDataException(
          "The source says that more pages follow after "
              + page.rowsSoFar()
              + " rows, and names none: check where a page names the next one");
    }
    return next;
  }
}
