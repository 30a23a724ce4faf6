package dev.leat.destination.sql;

import static dev.leat.sdk.schema.Disposition.APPEND;
import static dev.leat.sdk.schema.Disposition.MERGE;

import dev.leat.engine.destination.SchemaContract;
import dev.leat.engine.destination.SchemaContractException;
import dev.leat.engine.naming.NameMap;
import dev.leat.engine.types.ColumnType;
import dev.leat.engine.types.FieldScanner;
import dev.leat.engine.types.UnreadableRowException;
import dev.leat.sdk.error.SourceDataException;
import dev.leat.sdk.row.FieldRow;
import dev.leat.sdk.row.JsonRow;
import dev.leat.sdk.row.Row;
import dev.leat.sdk.schema.Column;
import dev.leat.sdk.schema.Table;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes the rows of one table apart and stages them. For use by one thread. */
final class TableWriter {

  private final Dialect dialect;
  private TablePlace place;
  private final SchemaContract contract;
  private final Quarantine quarantine;
  private final NameMap names;
  private final Stage stage;
  private final RowLimits limits;
  private final Segments segments = new Segments();
  private final FieldScanner scanner = new FieldScanner();
  private final RowValues row = new RowValues();
  private final List<StageColumn> columns = new ArrayList<>();
  private final Map<String, Integer> columnBySource = new HashMap<>();
  private Table table;
  private int[] keys = {};
  private int leads;
  private boolean meetsStoredRows;
  private boolean otherThanRead;

  /**
   * @param dialect of the database
   * @param place where the rows land
   * @param names stored names of the columns, with those of earlier runs
   */
  TableWriter(
      Dialect dialect,
      TablePlace place,
      SchemaContract contract,
      Quarantine quarantine,
      NameMap names,
      Stage stage) {
    this.dialect = dialect;
    this.limits = new RowLimits(dialect);
    this.place = place;
    this.contract = contract;
    this.quarantine = quarantine;
    this.names = names;
    this.stage = stage;
    this.table = Table.named(place.source());
  }

  /** The table as declared last. */
  Table table() {
    return table;
  }

  /** How the database spells the columns. */
  Dialect dialect() {
    return dialect;
  }

  TablePlace place() {
    return place;
  }

  Stage stage() {
    return stage;
  }

  Segments segments() {
    return segments;
  }

  /** Whether rows of the last commit had keys that were stored: so those of the next will. */
  boolean meetsStoredRows() {
    return meetsStoredRows;
  }

  /** Notes whether the rows of a commit had keys that were stored. */
  void meetsStoredRows(boolean met) {
    meetsStoredRows = met;
  }

  /** The columns, by their numbers in the staging table. */
  List<StageColumn> columns() {
    return columns;
  }

  /** Whether rows of one key replace each other; otherwise every row is kept. */
  boolean merges() {
    return switch (table.disposition()) {
      case MERGE, REPLACE -> keys.length > 0;
      case APPEND -> false;
    };
  }

  /** What the columns seen so far are called in the table. */
  List<SystemTables.StoredName> storedNames() {
    return columns.stream()
        .skip(leads)
        .filter(each -> place.target().has(each.stored()))
        .map(
            each ->
                new SystemTables.StoredName(
                    place.source(),
                    Optional.of(each.source()),
                    place.live().name(),
                    each.stored(),
                    place.target().type(each.stored()).map(dialect::type)))
        .toList();
  }

  /** The numbers of the key columns, in the order of the key. */
  int[] keys() {
    return keys;
  }

  /**
   * Takes in a declaration.
   *
   * @throws SchemaContractException if it adds a column to a stored table that must not change
   */
  void declare(Table declared) {
    table = declared;
    for (Column column : declared.columns()) {
      if (isFixed() && !place.target().has(names.stored(column.name()))) {
        if (contract == SchemaContract.FREEZE) {
          throw new SchemaContractException(
              "Table \""
                  + place.source()
                  + "\" is frozen and has no column for \""
                  + column.name()
                  + "\" ("
                  + column.type()
                  + "): add the column yourself, or sync with the contract evolve");
        }
        continue;
      }
      columns.get(columnFor(column.name())).declare(ColumnType.declared(column.type()));
    }
    keys = declared.primaryKey().stream().mapToInt(this::columnFor).toArray();
    declared.versionColumn().ifPresent(this::columnFor);
  }

  /**
   * Has the table begin with columns that no field of a row fills; before the first row.
   *
   * @param types by stored name, in order
   */
  void lead(Map<String, ColumnType> types) {
    if (leads == 0) {
      for (String stored : types.keySet()) {
        columns.add(new StageColumn(stored, stored));
        stage.addColumn();
      }
      leads = types.size();
    }
    int number = 0;
    for (ColumnType type : types.values()) {
      columns.get(number++).settledAs(type);
    }
  }

  /** The names of the columns, stored ones by those of the fields. */
  NameMap names() {
    return names;
  }

  /**
   * Takes note of the types that a row needs, and no more of it.
   *
   * @throws SchemaContractException if it does not fit a table that is frozen
   */
  void foresee(Row values) {
    try {
      read(StagedOperation.UPSERT, values);
      if (isFixed()) {
        requireFit();
      }
      note();
    } catch (MisfitException | UnreadableRowException e) {
      if (contract == SchemaContract.FREEZE) {
        throw frozen(e.getMessage());
      }
    }
  }

  /**
   * Stages a row of a child table.
   *
   * @param lead the values of the columns that the table begins with
   * @param operation a delete if the row that it belongs to is marked as deleted
   */
  void stageElement(Row values, byte[][] lead, StagedOperation operation, long atMicros)
      throws SQLException {
    try {
      read(StagedOperation.UPSERT, values);
      if (isFixed()) {
        requireFit();
      }
      note();
    } catch (MisfitException | UnreadableRowException e) {
      setAside(values.json(), e.getMessage(), atMicros);
      return;
    }
    for (int i = 0; i < leads; i++) {
      row.put(i, FieldScanner.Kind.STRING, lead[i]);
    }
    row.reach(columns.size());
    stage.add(0, operation, atMicros, row.texts(), row.present());
  }

  void upsert(Row values, long atMicros) throws SQLException {
    stageRow(StagedOperation.UPSERT, values, atMicros);
  }

  void update(Row values, long atMicros) throws SQLException {
    stageRow(StagedOperation.UPDATE, values, atMicros);
  }

  /**
   * Stages a delete.
   *
   * @throws SourceDataException if the table has no key to find the row by
   */
  void delete(Row key, long atMicros) throws SQLException {
    if (keys.length == 0) {
      throw new SourceDataException(
          "The connector deletes a row of table \""
              + place.source()
              + "\", which has no key to find it by: declare key(...) on the table");
    }
    stageRow(StagedOperation.DELETE, key, atMicros);
  }

  /**
   * Rows stored so far are gone.
   *
   * @param beforeMicros only those stored before; {@link Long#MAX_VALUE} for all
   */
  void truncate(long beforeMicros) {
    segments.truncate(beforeMicros);
  }

  /**
   * Keeps a record that is not stored as a row.
   *
   * @throws SchemaContractException if the table is frozen
   */
  void setAside(String record, String reason, long atMicros) throws SQLException {
    if (contract == SchemaContract.FREEZE) {
      throw frozen(reason);
    }
    quarantine.add(place.source(), record, reason, atMicros);
  }

  /** Starts the next commit: nothing is staged, all types are those of the stored table. */
  void clear() throws SQLException {
    stage.clear();
    segments.clear();
    place.target().columns().forEach(this::settled);
  }

  /** Empties a side table that starts fresh; within the transaction of the first commit. */
  void emptySideOnce(Database database) throws SQLException {
    if (place.startsFresh() && place.side().exists()) {
      database.change("DELETE FROM " + place.side().qualified());
    }
  }

  /** Notes that the side table now holds rows that a stored state claims. */
  void sideIsStarted() {
    place = new TablePlace(place.source(), place.live(), place.side(), false);
  }

  /** From now on rows go to the table that people read: the side table is gone. */
  void becomesDirect() {
    place = new TablePlace(place.source(), place.live(), place.live(), false);
  }

  private void settled(String stored, ColumnType type) {
    columns.stream()
        .filter(each -> each.stored().equals(stored))
        .forEach(each -> each.settledAs(type));
  }

  private void stageRow(StagedOperation operation, Row values, long atMicros) throws SQLException {
    try {
      read(operation, values);
      requireKey();
      limits.require(row, keys, columns.size());
      if (isFixed()) {
        requireFit();
      }
      note();
    } catch (MisfitException | UnreadableRowException e) {
      setAside(values.json(), e.getMessage(), atMicros);
      return;
    }
    if (scanner.replaced()) {
      noteReplacement(
          "a text holds half of a character (an unpaired surrogate), which UTF-8 cannot hold",
          values,
          atMicros);
    }
    if (otherThanRead) {
      noteReplacement(dialect.notHeld(), values, atMicros);
    }
    row.reach(columns.size());
    long segment = segments.next(operation, merges() ? MERGE : APPEND, this::keyText);
    stage.add(segment, operation, atMicros, row.texts(), row.present());
  }

  /** Takes note of the types that the row needs; of none of them if the row does not fit. */
  private void note() throws MisfitException {
    for (int i = 0; i < row.fields(); i++) {
      int number = row.column(i);
      StageColumn column = columns.get(number);
      if (!column.note(row.kind(number), row.text(number))) {
        for (int noted = 0; noted <= i; noted++) {
          columns.get(row.column(noted)).takeBack();
        }
        throw new MisfitException(
            "column \""
                + column.source()
                + "\" is declared as "
                + declaredType(column.source())
                + ", which does not hold this value ("
                + column.describe(row.kind(number), row.text(number))
                + ")");
      }
    }
  }

  private String declaredType(String column) {
    return table.columns().stream()
        .filter(each -> each.name().equals(column))
        .map(each -> each.type().toString())
        .findFirst()
        .orElse("another type");
  }

  private void read(StagedOperation operation, Row values) throws MisfitException {
    row.clear();
    scanner.replaced();
    otherThanRead = false;
    if (values instanceof JsonRow json) {
      scanner.open(json.bytes(), json.offset(), json.length());
    } else {
      byte[] bytes = ((FieldRow) values).json().getBytes(StandardCharsets.UTF_8);
      scanner.open(bytes, 0, bytes.length);
    }
    int expected = leads;
    while (scanner.next()) {
      int column = knownColumn(expected);
      boolean nothing = scanner.kind() == FieldScanner.Kind.NULL;
      if (column < 0 && isNeedless(operation, nothing)) {
        continue;
      }
      if (column < 0) {
        column = newColumn(scanner.name());
      }
      expected = column + 1;
      if (operation == StagedOperation.DELETE && !isKey(column)) {
        continue;
      }
      boolean literal = columns.get(column).staysJson();
      row.put(column, scanner.kind(), nothing ? null : held(literal));
    }
  }

  private byte[] held(boolean literal) {
    byte[] text = literal ? scanner.literal() : scanner.text();
    byte[] held = dialect.held(literal ? FieldScanner.Kind.NESTED : scanner.kind(), text);
    otherThanRead |= held != text;
    return held;
  }

  /** Whether a field that has no column yet needs none: it says nothing, and nothing is stored. */
  private boolean isNeedless(StagedOperation operation, boolean nothing) {
    return operation == StagedOperation.DELETE
        || (nothing && !place.target().has(names.stored(scanner.name())));
  }

  private int knownColumn(int expected) {
    if (expected < columns.size() && scanner.isNamed(columns.get(expected).sourceBytes())) {
      return expected;
    }
    return columnBySource.getOrDefault(scanner.name(), -1);
  }

  private int newColumn(String source) throws MisfitException {
    if (isFixed() && !place.target().has(names.stored(source))) {
      throw new MisfitException(
          "the stored table has no column for \""
              + source
              + "\", which holds "
              + scanner.kind().name().toLowerCase(Locale.ROOT));
    }
    limits.requireRoom(columns.size(), source);
    return columnFor(source);
  }

  private int columnFor(String source) {
    Integer known = columnBySource.get(source);
    if (known != null) {
      return known;
    }
    String stored = names.stored(source);
    StageColumn column = new StageColumn(source, stored);
    place.target().type(stored).ifPresent(column::settledAs);
    columns.add(column);
    int number = stage.addColumn();
    columnBySource.put(source, number);
    return number;
  }

  /** Whether the stored table must stay as it is; a new table still takes its first shape. */
  private boolean isFixed() {
    return contract != SchemaContract.EVOLVE && place.live().exists();
  }

  private boolean isKey(int column) {
    for (int key : keys) {
      if (key == column) {
        return true;
      }
    }
    return false;
  }

  private void requireKey() throws MisfitException {
    for (int key : keys) {
      if (row.text(key) == null) {
        throw new MisfitException(
            "the row has no value in its key column \"" + columns.get(key).source() + "\"");
      }
    }
  }

  private void requireFit() throws MisfitException {
    for (int i = 0; i < row.fields(); i++) {
      StageColumn column = columns.get(row.column(i));
      FieldScanner.Kind kind = row.kind(row.column(i));
      byte[] text = row.text(row.column(i));
      if (text != null && !column.fits(kind, text)) {
        throw new MisfitException(
            "column \""
                + column.source()
                + "\" is stored as "
                + column.current().map(dialect::type).orElse("nothing yet")
                + " and cannot hold "
                + column.describe(kind, text)
                + " without loss");
      }
    }
  }

  private SchemaContractException frozen(String reason) {
    return new SchemaContractException(
        "Table \""
            + place.source()
            + "\" is frozen and a row does not fit: "
            + reason
            + ". Correct the source, widen the column yourself, or sync with the contract evolve"
            + " or quarantine");
  }

  private void noteReplacement(String why, Row values, long atMicros) throws SQLException {
    String reason =
        why + ": the row is stored with U+FFFD in its place, its original in _leat_quarantine";
    if (contract == SchemaContract.FREEZE) {
      throw frozen(reason);
    }
    quarantine.keep(place.source(), values.json(), reason, atMicros);
  }

  private String keyText() {
    StringBuilder text = new StringBuilder();
    for (int key : keys) {
      String part = KeyText.of(row.text(key));
      text.append(part.length()).append(':').append(part);
    }
    return text.toString();
  }
}
