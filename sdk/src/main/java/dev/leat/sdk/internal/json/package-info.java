/**
 * JSON at the level of bytes and Jackson. Nobody's business outside {@code dev.leat.sdk}: may
 * change in any release. Here a type of Jackson may be named; in no other room's public signature.
 */
package dev.leat.sdk.internal.json;
