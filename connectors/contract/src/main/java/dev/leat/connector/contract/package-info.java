/**
 * What the tests of the example connectors share: what each example must do, and a source that
 * lives in the same time as the sync that reads it.
 *
 * <p>Here: test code of this repository, which is not published. Not here: what every connector
 * must do, and anything that authors inherit, which is the test kit's.
 */
package dev.leat.connector.contract;
