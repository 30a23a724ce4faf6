/**
 * A connector as a Singer tap, with what Meltano adds.
 *
 * <p>Here: Singer's messages, catalog, bookmarks and settings page. Not here: what every platform
 * asks of a process ({@code host.process}), or anything of a connector's own.
 */
package dev.leat.host.singer;
