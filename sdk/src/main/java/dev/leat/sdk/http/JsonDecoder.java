package dev.leat.sdk.http;

import java.io.IOException;
import java.io.InputStream;

/** One JSON document. Stateless. */
final class JsonDecoder implements Decoder {

  static final JsonDecoder INSTANCE = new JsonDecoder();

  private JsonDecoder() {}

  @Override
  public void decode(InputStream body, Output out) throws IOException, InterruptedException {
    byte[] document = body.readNBytes(out.largest() + 1);
    if (document.length > out.largest()) {
      throw new MalformedException("it is larger than " + out.largest() + " bytes");
    }
    out.document(document);
  }

  @Override
  public String accepts() {
    return "application/json";
  }
}
