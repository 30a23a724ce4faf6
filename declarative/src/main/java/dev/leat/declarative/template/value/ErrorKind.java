package dev.leat.declarative.template.value;

/** What kind of mistake stopped a template. */
public enum ErrorKind {
  /** The text is not a template: a bracket is missing, a tag is unknown. */
  SYNTAX,
  /** A filter or a test of that name does not exist. */
  UNKNOWN_FUNCTION,
  /** A name is used that stands for nothing in this place. */
  UNKNOWN_NAME,
  /** A name is used that manifests must no longer use. */
  RETIRED_NAME,
  /** Something was asked of a value that does not exist. */
  UNDEFINED,
  /** Something was asked that templates must not reach. */
  UNSAFE,
  /** An operation does not fit the types of its values. */
  TYPE,
  /** The type fits, the value does not. */
  VALUE,
  /** A value has no such attribute. */
  ATTRIBUTE,
  /** A mapping has no such key. */
  KEY,
  /** A list has no such position. */
  INDEX,
  /** A division by zero. */
  ZERO_DIVISION,
  /** A number, or a time, beyond what can be held. */
  OVERFLOW,
  /** Characters that an encoding does not have, or bytes that are not text. */
  ENCODING,
  /** A condition that a filter sets on its arguments. */
  ARGUMENT,
  /** A duration that is not ISO 8601. */
  DURATION,
  /** A time zone that does not exist. */
  TIME_ZONE,
  /** A regular expression that cannot be read. */
  PATTERN,
  /** Found at run time only, for example a test that is named by a value and does not exist. */
  RUNTIME,
  /** The template ran too long, went too deep, or made a value that is too large. */
  LIMIT
}
