package dev.leat.sdk.paging;

import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.Page;
import java.util.Optional;

/** One rule by which a source says that a page is the last, or that it is not. Immutable. */
@FunctionalInterface
interface End {

  /** What a rule says of a page. */
  enum Word {
    /** Nothing. */
    SILENT,
    /** It is the last one. */
    LAST,
    /** Another one follows. */
    MORE
  }

  Word of(PageRead page);

  /** A page without rows is the last one. */
  static End empty() {
    return page -> page.rows() == 0 ? Word.LAST : Word.SILENT;
  }

  /** A page of fewer rows than every page but the last has: a cap that must hold. */
  static End shorterThan(int cap) {
    return page -> {
      if (page.rows() > cap) {
        throw new SourceDataException(
            "A page has "
                + page.rows()
                + " rows where endsWhenShorterThan("
                + cap
                + ") was declared: a smaller page may not be the last; give the source's real"
                + " page size");
      }
      return page.rows() < cap ? Word.LAST : Word.SILENT;
    };
  }

  /** A flag in the page. */
  static End flag(String pointer, boolean thatEnds) {
    return page -> {
      Optional<String> flag = page.answer().page().text(pointer);
      if (flag.isEmpty()) {
        return Word.SILENT;
      }
      return flag.get().equals(Boolean.toString(thatEnds)) ? Word.LAST : word(flag.get(), pointer);
    };
  }

  private static Word word(String flag, String pointer) {
    if (flag.equals("true") || flag.equals("false")) {
      return Word.MORE;
    }
    throw new SourceDataException(
        "The answer has \"" + flag + "\" at " + pointer + ", where true or false was expected");
  }

  /** So many rows, as the page says. */
  static End totalRows(String pointer) {
    return page -> reached(page.answer().page(), pointer, page.rowsSoFar());
  }

  /** So many pages, as the page says. */
  static End totalPages(String pointer) {
    return page -> reached(page.answer().page(), pointer, page.pagesBefore() + 1);
  }

  private static Word reached(Page page, String pointer, long read) {
    Optional<Long> total = page.wholeNumber(pointer);
    if (total.isEmpty()) {
      return Word.SILENT;
    }
    return read >= total.get() ? Word.LAST : Word.MORE;
  }
}
