import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AccountsApi, AuditApi, Configuration, Origin, ResponseError } from '@cauce/client';

interface Sent {
    url: URL;
    method: string | undefined;
    headers: Headers;
    body: unknown;
}

/** A configuration whose fetch keeps what would be sent and answers with what is given. */
function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
    const sent: Sent[] = [];
    const configuration = new Configuration({
        basePath: 'https://cauce.example',
        accessToken: 'token-1',
        fetchApi: async (input, init) => {
            sent.push({
                url: new URL(String(input)),
                method: init?.method,
                headers: new Headers(init?.headers),
                body: init?.body === undefined ? undefined : JSON.parse(String(init.body)),
            });
            return new Response(JSON.stringify(body), {
                status,
                headers: { 'Content-Type': 'application/json', ...headers },
            });
        },
    });
    return { configuration, sent };
}

test('a command carries its key, the token and a body as the contract says', async () => {
    const { configuration, sent } = answering(201, { accountId: 'acme', status: 'ACTIVE' }, { 'Cauce-Position': '17' });

    const response = await new AccountsApi(configuration).registerAccountRaw({
        idempotencyKey: 'key-1',
        registerAccountRequest: {
            companyName: 'Acme Robotics',
            email: 'ana@acme.example',
            origin: Origin.IMPORT,
            customerSince: new Date('2024-02-01T00:00:00Z'),
            attributes: { industry: 'robotics' },
        },
    });

    assert.deepEqual(await response.value(), { accountId: 'acme', status: 'ACTIVE' });
    assert.equal(response.raw.headers.get('Cauce-Position'), '17');
    assert.equal(sent.length, 1);
    assert.equal(sent[0].method, 'POST');
    assert.equal(sent[0].url.href, 'https://cauce.example/v1/accounts');
    assert.equal(sent[0].headers.get('Idempotency-Key'), 'key-1');
    assert.equal(sent[0].headers.get('Authorization'), 'Bearer token-1');
    assert.deepEqual(sent[0].body, {
        companyName: 'Acme Robotics',
        email: 'ana@acme.example',
        origin: 'IMPORT',
        customerSince: '2024-02-01T00:00:00.000Z',
        attributes: { industry: 'robotics' },
    });
});

test('a query carries its filters and the position it waits for, and reads times', async () => {
    const { configuration, sent } = answering(200, {
        items: [
            {
                eventId: 'e-1',
                type: 'EmailVerified',
                revision: '1',
                position: 17,
                recordedAt: '2026-03-02T09:20:00Z',
                effectiveAt: '2026-03-02T09:20:00Z',
                actor: 'user-12@console',
                correlationId: 'c-1',
                causationId: 'c-1',
                commandId: 'c-1',
                payload: { accountId: 'acme', anything: { nested: true } },
            },
        ],
        nextCursor: 'b',
    });

    const page = await new AuditApi(configuration).listAuditEvents({
        aggregateType: 'account',
        aggregateId: 'acme/1',
        from: new Date('2026-03-01T00:00:00Z'),
        limit: 100,
        caucePosition: '17',
    });

    assert.equal(sent[0].url.pathname, '/v1/audit/events');
    assert.deepEqual(Object.fromEntries(sent[0].url.searchParams), {
        aggregateType: 'account',
        aggregateId: 'acme/1',
        from: '2026-03-01T00:00:00.000Z',
        limit: '100',
    });
    assert.equal(sent[0].headers.get('Cauce-Position'), '17');
    assert.equal(page.nextCursor, 'b');
    assert.deepEqual(page.items[0].recordedAt, new Date('2026-03-02T09:20:00Z'));
    assert.deepEqual(page.items[0].payload, { accountId: 'acme', anything: { nested: true } });
});

test('an id cannot leave its place in the path', async () => {
    const { configuration, sent } = answering(200, { accountId: 'x' });

    await new AccountsApi(configuration).reactivateAccount({ accountId: '../admin?x=1', idempotencyKey: 'key-1' });

    assert.equal(sent[0].url.pathname, '/v1/accounts/..%2Fadmin%3Fx%3D1/reactivation');
});

test('a missing key is refused before anything is sent', async () => {
    const { configuration, sent } = answering(200, { accountId: 'acme' });

    await assert.rejects(
        new AccountsApi(configuration).reactivateAccount({ accountId: 'acme' } as never),
        /idempotencyKey/,
    );

    assert.equal(sent.length, 0);
});

test('a problem comes as an error that holds the response', async () => {
    const { configuration } = answering(
        409,
        { type: 'urn:cauce:problem:email-taken', title: 'The address is taken', status: 409, code: 'EMAIL_TAKEN' },
        { 'Content-Type': 'application/problem+json' },
    );

    const failure = await new AccountsApi(configuration)
        .registerAccount({
            idempotencyKey: 'key-1',
            registerAccountRequest: { companyName: 'Acme', email: 'ana@acme.example', origin: Origin.SIGN_UP },
        })
        .then(() => assert.fail('was not refused'), (error: unknown) => error);

    assert.ok(failure instanceof ResponseError);
    assert.equal(failure.response.status, 409);
    assert.equal((await failure.response.json()).code, 'EMAIL_TAKEN');
});
