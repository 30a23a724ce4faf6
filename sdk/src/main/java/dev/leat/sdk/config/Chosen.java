package dev.leat.sdk.config;

/**
 * Which of several groups of settings the user gives, and its values.
 *
 * @param name of the {@link Alternative}
 * @param settings its values
 */
public record Chosen(String name, Configuration settings) {}
