/** Manifests run against a scripted source, and compared with what the original made of them. */
package dev.leat.declarative.scenario;
