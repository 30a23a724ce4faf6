package dev.leat.host.singer;

import dev.leat.sdk.schema.Table;
import java.util.Optional;

/** How a stream is read, in Singer's words. */
enum ReplicationMethod {
  /** Goes on where the last sync stopped. */
  INCREMENTAL,
  /** Everything, each time; a complete pass replaces what was there. */
  FULL_TABLE;

  static ReplicationMethod usual(Table table) {
    return table.isReplaced() ? FULL_TABLE : INCREMENTAL;
  }

  /** Empty for a word that this host does not know, {@code LOG_BASED} among them. */
  static Optional<ReplicationMethod> parse(String word) {
    return switch (word) {
      case "INCREMENTAL" -> Optional.of(INCREMENTAL);
      case "FULL_TABLE" -> Optional.of(FULL_TABLE);
      default -> Optional.empty();
    };
  }
}
