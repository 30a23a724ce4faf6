/**
 * What data looks like: tables, columns and their types.
 *
 * <p>Here: names, types, keys and dispositions. Not here: values ({@code row}), where a sync
 * stopped ({@code state}), or how a destination stores a type.
 */
package dev.leat.sdk.schema;
