package dev.leat.benchmarks.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole response, ready to be written.
 *
 * @param parts head and body; used up by writing
 * @param bodyLength in bytes
 */
record Answer(List<ByteBuffer> parts, long bodyLength) {

  static Answer json(int status, String headers, List<ByteBuffer> body) {
    long length = body.stream().mapToLong(ByteBuffer::remaining).sum();
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    String head =
        "HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nDate: %s\r\n%s\r\n"
            .formatted(status, status == 200 ? "OK" : "Refused", length, date, headers);
    List<ByteBuffer> parts = new ArrayList<>(body.size() + 1);
    parts.add(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
    parts.addAll(body);
    return new Answer(List.copyOf(parts), length);
  }
}
