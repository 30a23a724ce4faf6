package dev.leat.host.fivetran;

import dev.leat.host.fivetran.wire.Record;
import dev.leat.sdk.schema.Column;
import dev.leat.sdk.schema.DataType;
import dev.leat.sdk.schema.Table;
import dev.leat.sdk.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of a table as Fivetran knows them in this sync. Grows: a field that nobody declared
 * becomes a column, and a column whose type cannot hold a value becomes wider. For use by one
 * thread.
 */
final class TableShape {

  /** What a column is to its row. */
  enum Role {
    KEY,
    VALUE
  }

  /** One column, or a field that is passed over because the user does not want it. */
  static final class Field {
    private final String name;
    private final Role role;
    private final boolean wanted;
    private Optional<DataType> type;
    private long lastRow;

    private Field(String name, Role role, boolean wanted, Optional<DataType> type) {
      this.name = name;
      this.role = role;
      this.wanted = wanted;
      this.type = type;
    }

    String name() {
      return name;
    }

    boolean isKey() {
      return role == Role.KEY;
    }

    /** Whether the column is sent at all. */
    boolean isWanted() {
      return wanted;
    }

    /** Empty until a value tells. */
    Optional<DataType> type() {
      return type;
    }
  }

  private final TableSelector selector;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final List<String> news = new ArrayList<>();
  private Table table;
  private boolean changed;
  private long row;

  /** The shape that a table is declared with. */
  TableShape(Table table, TableSelector selector) {
    this.selector = selector;
    this.table = table;
    declare(table);
  }

  /** The table, as the connector declared it last. */
  Table table() {
    return table;
  }

  TableName name() {
    return table.name();
  }

  /** The connector says that the table has other columns; those that were inferred stay. */
  void redeclare(Table other) {
    Map<String, Field> known = new LinkedHashMap<>(fields);
    table = other;
    fields.clear();
    declare(other);
    known.forEach(fields::putIfAbsent);
    changed = true;
  }

  /** The field of that name, which may be new. */
  Field field(String name) {
    Field field = fields.get(name);
    if (field == null) {
      field = new Field(name, Role.VALUE, selector.wants(name), Optional.empty());
      fields.put(name, field);
    }
    return field;
  }

  /** From now on a column has this type; whoever reads the rows must be told before the next. */
  void retype(Field field, DataType type) {
    field.type.ifPresent(
        before ->
            news.add(
                "Column \""
                    + field.name
                    + "\" of table \""
                    + name()
                    + "\" was "
                    + before
                    + ", but the source sent a value that "
                    + before
                    + " cannot hold exactly: it is "
                    + type
                    + " from this row on. Declare it so in the connector to make this the rule."));
    field.type = Optional.of(type);
    changed = true;
  }

  /** Whether anything changed since this was last asked. */
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /** What people should know of the changes since this was last asked. */
  List<String> takeNews() {
    List<String> taken = List.copyOf(news);
    news.clear();
    return taken;
  }

  /** A row begins. */
  void startRow() {
    row++;
  }

  /** The row has a value for a field. */
  void note(Field field) {
    field.lastRow = row;
  }

  /** Adds null for each column that the row has no value for. */
  void fillMissing(Record.Builder record) {
    for (Field field : fields.values()) {
      if (field.lastRow != row && field.wanted && field.type.isPresent()) {
        record.putData(field.name, ValueReader.NULL);
      }
    }
  }

  /** The table with every column that is sent. */
  dev.leat.host.fivetran.wire.Table wire() {
    var wire = dev.leat.host.fivetran.wire.Table.newBuilder().setName(name().value());
    for (Field field : fields.values()) {
      if (field.wanted && (field.type.isPresent() || field.isKey())) {
        wire.addColumns(WireSchema.column(field.name, field.type, field.role));
      }
    }
    return wire.build();
  }

  /** Keys are sent whatever the user chose: without them Fivetran could not tell rows apart. */
  private void declare(Table declared) {
    for (Column column : declared.columns()) {
      Role role = declared.primaryKey().contains(column.name()) ? Role.KEY : Role.VALUE;
      boolean wanted = role == Role.KEY || selector.wants(column.name());
      fields.put(column.name(), new Field(column.name(), role, wanted, Optional.of(column.type())));
    }
    for (String key : declared.primaryKey()) {
      fields.putIfAbsent(key, new Field(key, Role.KEY, true, Optional.empty()));
    }
  }
}
