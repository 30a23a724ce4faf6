package dev.leat.declarative.template.syntax;

/**
 * A piece of a template.
 *
 * @param type what it is
 * @param value its value: the text of data, names, strings and operators; a number
 * @param tag where it stands
 */
record Token(Type type, Object value, Tag tag) {

  enum Type {
    DATA("text"),
    VARIABLE_BEGIN("begin of print statement"),
    VARIABLE_END("end of print statement"),
    BLOCK_BEGIN("begin of statement block"),
    BLOCK_END("end of statement block"),
    NAME("name"),
    STRING("string"),
    INTEGER("integer"),
    FLOAT("float"),
    OPERATOR("operator"),
    END("end of template");

    private final String title;

    Type(String title) {
      this.title = title;
    }
  }

  boolean isName(String name) {
    return type == Type.NAME && value.equals(name);
  }

  boolean isOperator(String sign) {
    return type == Type.OPERATOR && value.equals(sign);
  }

  /** How messages show it. */
  String describe() {
    return type == Type.NAME || type == Type.OPERATOR ? "'" + value + "'" : type.title;
  }
}
