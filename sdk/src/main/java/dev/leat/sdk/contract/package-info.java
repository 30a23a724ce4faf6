/**
 * The laws of the contract, and what holds any connector to them: for hosts. The author of a
 * connector needs none of it.
 *
 * <p>Here: one sync of a connector under supervision, what was discovered and chosen, and how a
 * broken law is said. Not here: what the operations mean (the root), lines ({@code protocol}), or
 * what a platform or a destination cannot take: that is theirs to say.
 */
package dev.leat.sdk.contract;
