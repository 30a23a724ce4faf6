package dev.leat.playground;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where a scroll stands. It travels as opaque text, so the server keeps nothing, and it names a
 * position between rows, so that a row that moves ahead is seen again.
 *
 * @param since the filter that the scroll began with; empty for the whole table
 * @param startedAt when its first page was asked for
 * @param pages pages delivered so far, at least 1
 * @param position the last row delivered
 */
record ScrollToken(Optional<Instant> since, Instant startedAt, int pages, Position position) {

  /** The sort key of a row that was sent, which need not exist any more. */
  record Position(Instant updatedAt, long number) {
    static Position of(StoredPerson row) {
      return new Position(row.updatedAt(), row.number());
    }

    int compareTo(StoredPerson row) {
      int byTime = updatedAt.compareTo(row.updatedAt());
      return byTime != 0 ? byTime : Long.compare(number, row.number());
    }
  }

  private static final String NO_SINCE = "-";

  static ScrollToken parse(String token) {
    try {
      byte[] text = Base64.getUrlDecoder().decode(token);
      List<String> parts = List.of(new String(text, StandardCharsets.US_ASCII).split(";", -1));
      if (parts.size() == 5) {
        return new ScrollToken(
            Optional.of(parts.get(0)).filter(part -> !part.equals(NO_SINCE)).map(Instant::parse),
            Instant.parse(parts.get(1)),
            Integer.parseInt(parts.get(2)),
            new Position(Instant.parse(parts.get(3)), Long.parseLong(parts.get(4))));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw unknown(token);
    }
    throw unknown(token);
  }

  String encode() {
    String text =
        String.join(
            ";",
            since.map(Instant::toString).orElse(NO_SINCE),
            startedAt.toString(),
            Integer.toString(pages),
            position.updatedAt().toString(),
            Long.toString(position.number()));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The same place under a token that counts other pages. */
  ScrollToken afterPages(int count) {
    return new ScrollToken(since, startedAt, count, position);
  }

  /** Refuses, as gone, a token that has outlived {@code life}. */
  void requireAlive(ScrollLife life, Instant now) {
    if (pages >= life.pages() || now.isAfter(startedAt.plus(life.age()))) {
      throw Refusal.of(
          410,
          "scroll_expired",
          "The scroll begun at %s has expired after %d pages: begin again with updated_since"
              .formatted(startedAt, pages));
    }
  }

  private static Refusal unknown(String token) {
    return Refusal.badParameter(
        "scroll_param", "a token from an earlier answer, unchanged", '"' + token + '"');
  }
}
