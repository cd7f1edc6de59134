using Mantissa.Web.Accounts;
using Mantissa.Web.Tests.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Mantissa.Web.Tests.Accounts;

/// <summary>A site with nobody but the administrator that it began with.</summary>
public sealed class AccountStoreTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly Site _site = new();

    public Task InitializeAsync() => _site.InitializeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_last_administrator_stays_even_if_two_demote_each_other_at_once()
    {
        var store = _site.Services.GetRequiredService<AccountStore>();
        var first = (await store.ListAsync(default)).ShouldHaveSingleItem();
        first.MustChangePassword.ShouldBeTrue();
        await Should.ThrowAsync<AccountRefusedException>(() => store.SetRoleAsync(first.Id, AccountRole.Member, default));
        await Should.ThrowAsync<AccountRefusedException>(() => store.SetDisabledAsync(first.Id, disabled: true, default));

        var second = await _site.AccountAsync(AccountRole.Admin);
        var outcomes = await Task.WhenAll(((Guid[])[first.Id, second.Id]).Select(async id =>
        {
            try
            {
                await store.SetRoleAsync(id, AccountRole.Viewer, default);
                return true;
            }
            catch (AccountRefusedException)
            {
                return false;
            }
        }));

        outcomes.Order().ShouldBe([false, true]);
        (await store.ListAsync(default)).Count(account => account.Role == AccountRole.Admin).ShouldBe(1);
    }

    [Fact]
    public async Task The_tables_are_as_the_model_describes_them()
    {
        await using var context = await _site.Services.GetRequiredService<IDbContextFactory<AccountContext>>().CreateDbContextAsync();
        var model = context.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(entity => entity.GetProperties().Select(property =>
            $"{entity.GetTableName()}.{property.GetColumnName()} {property.GetColumnType().Replace("timestamp with time zone", "timestamptz", StringComparison.Ordinal)} {(property.IsNullable ? "null" : "not null")}"));

        var columns = await _site.Database.ReadAsync<string[]>(
            """
            select array_agg(table_name || '.' || column_name || ' ' || replace(data_type, 'timestamp with time zone', 'timestamptz') || case is_nullable when 'YES' then ' null' else ' not null' end)
            from information_schema.columns where table_schema = 'accounts'
            """);

        columns!.Order().ShouldBe(model.Order());
    }
}
