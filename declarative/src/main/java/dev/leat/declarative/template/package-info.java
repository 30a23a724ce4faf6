/**
 * Templates as manifests write them: Jinja's language over Python's values.
 *
 * <p>Here: the engine that reads, keeps and evaluates templates, what their results become, and the
 * errors with their places. The rooms below hold the parts: {@code value}, {@code time}, {@code
 * function}, {@code syntax}, {@code run}. Not here: anything of connectors, requests or settings,
 * and what a secret is: the engine neither logs nor keeps what it evaluates.
 */
package dev.leat.declarative.template;
