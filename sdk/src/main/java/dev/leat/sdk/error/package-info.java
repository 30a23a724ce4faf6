/**
 * What can go wrong, and who must act: whoever wrote the settings, time, or the source's owner.
 *
 * <p>Here: the three kinds of failure a connector names. Not here: defects. Any other exception
 * that leaves a connector is a defect and is reported as a crash.
 */
package dev.leat.sdk.error;
