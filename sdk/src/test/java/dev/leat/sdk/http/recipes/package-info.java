/** The recipes of {@code docs/http.md}, as they are printed there. */
package dev.leat.sdk.http.recipes;
