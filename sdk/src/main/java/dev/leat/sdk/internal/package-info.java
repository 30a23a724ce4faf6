/**
 * What several rooms of {@code dev.leat.sdk} need and nobody outside does: may change in any
 * release. JSON is in {@code json}.
 */
package dev.leat.sdk.internal;
