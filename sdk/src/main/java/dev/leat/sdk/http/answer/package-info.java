/**
 * Words for rules: what an answer looks like, and how long it asks to wait.
 *
 * <p>Here: conditions on a status, a header, a text, a place in the document. Not here: what a rule
 * may decide ({@code http.Verdict}), what answers mean without rules, and the loop that asks again
 * ({@code http}).
 */
package dev.leat.sdk.http.answer;
