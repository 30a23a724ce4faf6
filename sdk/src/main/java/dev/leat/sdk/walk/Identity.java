package dev.leat.sdk.walk;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * By what rows, as the source gives them, are told apart: the table's key, or the whole row where
 * there is none or the source does not name it so. Immutable.
 */
final class Identity {

  private static final HashFunction HASH = Hashing.murmur3_128();

  private final List<String> key;

  Identity(Table table) {
    this.key = table.primaryKey();
  }

  /** Whether two rows are versions of one. */
  boolean isSame(JsonRow one, JsonRow other) {
    return has(one)
        ? key.stream().allMatch(column -> one.text(column).equals(other.text(column)))
        : one.equals(other);
  }

  /** Takes a row's key into a hash; the row itself if it has none. */
  Hasher hasher(JsonRow row) {
    Hasher hasher = HASH.newHasher();
    if (!has(row)) {
      return hasher.putBytes(row.bytes(), row.offset(), row.length());
    }
    for (String column : key) {
      String text = row.text(column).orElse("");
      hasher.putInt(text.length()).putString(text, StandardCharsets.UTF_8);
    }
    return hasher;
  }

  /** Whether versions of one row can be told from other rows. */
  boolean has(JsonRow row) {
    return key.stream().anyMatch(column -> row.text(column).isPresent());
  }
}
