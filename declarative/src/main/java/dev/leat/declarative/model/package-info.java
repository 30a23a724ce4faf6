/**
 * What a connector that is a file says, whatever the shape of the file.
 *
 * <p>Here: plain records of streams, requests, credentials, paging, what answers mean, cursors,
 * partitions and changes to rows, and expressions with the place where they are written. Not here:
 * how a shape is read ({@code airbyte}), what is done with it ({@code compile}).
 */
package dev.leat.declarative.model;
