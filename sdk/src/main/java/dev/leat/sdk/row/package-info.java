/**
 * One record and one response.
 *
 * <p>Here: {@code Row}, whose bytes pass through untouched, and {@code Page}, which finds rows and
 * values in a response. Not here: how a response is fetched ({@code http}), or what the values of a
 * column are ({@code schema}).
 */
package dev.leat.sdk.row;
