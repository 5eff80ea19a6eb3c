// Everything comes from this server: no CDN, no validator, nothing inline (so a strict script-src holds).
'use strict';

/** The key that the document shows as an example; tried out as it stands it would be used twice for different requests. */
const EXAMPLE_KEY = '6f1c5e0a-3d0b-4f5e-9a55-0d6a7f0f7c11';

function freshKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

window.addEventListener('load', () => {
  SwaggerUIBundle({
    url: '../v1/openapi.yaml',
    dom_id: '#swagger-ui',
    deepLinking: true,
    docExpansion: 'none',
    defaultModelsExpandDepth: 0,
    filter: true,
    displayRequestDuration: true,
    validatorUrl: null,
    requestInterceptor: (request) => {
      if (request.headers['Idempotency-Key'] === EXAMPLE_KEY) {
        request.headers['Idempotency-Key'] = freshKey();
      }
      return request;
    },
  });
});
