/**
 * How the rest of one answer is reached, page by page.
 *
 * <p>Here: {@code Paging} (tokens, links, page numbers, offsets, the last row), the rules by which
 * pages end, and how a name that only counts rows is told from one that stands for a place. Not
 * here: which question is asked first, or what is done where pages may not join ({@code walk}).
 */
package dev.leat.sdk.paging;
