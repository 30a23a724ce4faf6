/**
 * One record and one response.
 *
 * <p>Here: {@code Row}, whose bytes pass through untouched; {@code Page}, which finds rows and
 * values in a response, at the place that {@code RowsAt} names; and {@code RowMap}, which changes
 * rows on their way. Not here: how a response is fetched ({@code http}), what the values of a
 * column are ({@code schema}), or how an outcome becomes operations ({@code walk}).
 */
package dev.leat.sdk.row;
