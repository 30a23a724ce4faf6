/**
 * Credentials that are asked for, made or chosen: OAuth 2, session tokens, signed tokens, one of
 * several.
 *
 * <p>Here: what a kind of credential is made of and how long it holds. Not here: the contract that
 * any credential keeps, and the simple kinds ({@code http.Auth}); when a request is signed and who
 * may see it ({@code http}).
 */
package dev.leat.sdk.http.auth;
