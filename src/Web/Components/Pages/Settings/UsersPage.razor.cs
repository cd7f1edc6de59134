using Mantissa.Web.Accounts;
using Mantissa.Web.Components.Shared;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Mantissa.Web.Components.Pages.Settings;

/// <summary>Who may sign in, and as what.</summary>
public sealed partial class UsersPage(AccountStore accounts, OneTimeLinkStore links, NavigationManager navigation, PageActions actions, TimeProvider time) : ComponentBase
{
    private IReadOnlyList<Account> _accounts = [];
    private AccountRole _role = AccountRole.Member;
    private string? _link;
    private string _linkWords = "";
    private string _by = "";

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    private TimeProvider Time => time;

    protected override async Task OnInitializedAsync()
    {
        _by = (await Authentication).User.Words();
        await ReadAsync();
    }

    private async Task ReadAsync() => _accounts = await accounts.ListAsync(CancellationToken.None);

    private Task<bool> InviteAsync() => actions.TryAsync(Permission.Admin, async () =>
    {
        var token = await links.CreateAsync(LinkPurpose.Invitation, account: null, _role, OneTimeLinkStore.InvitationLife, _by, CancellationToken.None);
        Show(SecretAddress.Invitation, token, $"This link makes an account of a {_role.ToString().ToLowerInvariant()}.");
    }, $"InviteA{_role}");

    private Task<bool> ResetAsync(Account account) => actions.TryAsync(Permission.Admin, async () =>
    {
        var token = await links.CreateAsync(LinkPurpose.Password, account.Id, role: null, OneTimeLinkStore.InvitationLife, _by, CancellationToken.None);
        Show(SecretAddress.PasswordLink, token, $"This link lets {account.UserName} choose a password.");
    }, $"MakePasswordLinkFor {account.UserName}");

    private Task SetRoleAsync(Account account, AccountRole role) => ChangeAsync(
        () => accounts.SetRoleAsync(account.Id, role, CancellationToken.None), $"Make{role}Of {account.UserName}");

    private Task SetDisabledAsync(Account account) => ChangeAsync(
        () => accounts.SetDisabledAsync(account.Id, account.DisabledAt is null, CancellationToken.None), $"{(account.DisabledAt is null ? "Disable" : "Enable")} {account.UserName}");

    private async Task ChangeAsync(Func<Task> change, string what)
    {
        await actions.TryAsync(Permission.Admin, change, what);
        await ReadAsync();
    }

    private void Show(string path, string token, string words) =>
        (_link, _linkWords) = (navigation.ToAbsoluteUri($"{path}?token={token}").AbsoluteUri, words);
}
