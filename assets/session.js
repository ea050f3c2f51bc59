// When a session has ended, or an account may not do what was asked: say so on the page, which keeps what was typed.
(function () {
  const plainly = {
    401: ["Your session has ended. ", "Sign in again", " in another tab, then go on here."],
    403: ["Your account may not do this; nothing was changed.", "", ""],
  };
  const part = (type, props) => ({ type, namespace: "dash_html_components", props });
  const say = (status) => {
    const [before, link, after] = plainly[status];
    const children = link ? [before, part("A", { children: link, href: "/sign-in", target: "_blank" }), after] : before;
    if (window.dash_clientside && window.dash_clientside.set_props) window.dash_clientside.set_props("trouble", { children });
  };
  const ask = window.fetch;
  window.fetch = async (...given) => {
    const answer = await ask.apply(window, given);
    const url = String((given[0] && given[0].url) || given[0]);
    if (plainly[answer.status] && url.includes("/_dash-update-component")) say(answer.status);
    return answer;
  };
})();
