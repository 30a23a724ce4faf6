package dev.leat.ablation;

import java.util.List;

/** What asking over HTTP guards against. */
final class HttpGuards {

  private HttpGuards() {}

  static List<Guard> all() {
    GuardList list = new GuardList("Answers over HTTP", "dev.leat.sdk.http");
    list.guard("a document that says that it is an error is not a page")
        .prevents("an error with status 200 that passes for the end of a table")
        .in("Refusals")
        .off("if (success && !saysError(answer)) {", "if (success) {")
        .caughtBy("AnswerRulesTest#anErrorInADocumentIsNoPageWhateverItsStatus");
    list.guard("what came twice must be the same")
        .prevents("rows of two snapshots, put together as one")
        .in("Download")
        .off("if (!digests.get(number).equals(digest)) {", "if (false) {")
        .caughtBy("DownloadTest#anAnswerThatIsAnotherTheSecondTimeIsRefused");
    list.guard("what was handed on is not handed on again")
        .prevents("the rows of a broken download twice")
        .in("Download")
        .off("if (number < digests.size()) {", "if (false) {")
        .caughtBy("DownloadTest#whatBreaksOffIsAskedForAgainAndNothingIsHandedOnTwice");
    list.guard("an archive is read beyond the end of its first part")
        .prevents("losing all rows but those of the first part")
        .in("dev.leat.sdk.http.transport.GzipMembers")
        .off("isWithin = false;", "isWithin = false; limit = at;")
        .caughtBy("dev.leat.sdk.http.decode.DecodersTest#everyMemberOfAnArchiveIsRead");
    list.guard("a list that is not there is not an empty one")
        .prevents("an error that passes for a table without rows")
        .in("dev.leat.sdk.http.decode.JsonItems")
        .off("if (!found) {", "if (false) {")
        .caughtBy("DecodersTest#aDocumentWithoutTheListIsBroken");
    return list.guards();
  }
}
