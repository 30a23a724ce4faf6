/**
 * What the user must tell a connector.
 *
 * <p>Here: one declaration of a setting, from which its JSON Schema, validation, redaction and
 * forms follow. Not here: where settings come from (files, environment: the command line), or what
 * a setting means.
 */
package dev.leat.sdk.config;
