package dev.leat.declarative.template.syntax;

/**
 * Where in a template something stands.
 *
 * @param line the line within the template, from 1
 * @param text the expression or statement between its braces, with them
 */
public record Tag(int line, String text) {}
