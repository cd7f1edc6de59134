using Mantissa.Data.Entities;
using Mantissa.Data.Runs;
using Mantissa.Data.Uploads;

namespace Mantissa.Data.Tests.Uploads;

internal static class Uploading
{
    public static async Task<SubmitResult<UploadedSet>> UploadAsync(
        this UploadStore store, string? name, params (string Name, byte[] Content)[] files)
    {
        await using var transfer = await store.ReceiveAsync(64 << 20, default);
        foreach (var file in files)
            await transfer.AddFileAsync(file.Name, new MemoryStream(file.Content), default);
        return await transfer.CommitAsync(name, idempotencyKey: null, default);
    }
}
