-- A filled database of alo153 0.2.0: rows that its own program wrote in its own tests, and a few
-- by hand where they wrote none. Frozen: an upgrade has to keep them.

COPY accounts_rolegrant ("id", "role", "scope", "scope_key", "granted_at", "expires_at", "user_id") FROM stdin;
1	agent	city		2026-11-24 07:00:00+00	\N	1
2	agent	city		2026-11-24 07:00:00+00	\N	2
3	agent	city		2026-11-24 07:00:00+00	\N	3
4	supervisor	city		2026-11-24 07:00:00+00	\N	4
6	unit_manager	branch	park-ve-bahceler	2026-11-24 07:00:00+00	\N	6
7	unit_staff	unit	yol-ve-bakim	2026-11-24 07:00:00+00	\N	7
8	quality	city		2026-11-24 07:00:00+00	\N	8
9	administrator	city		2026-11-24 07:00:00+00	\N	9
10	secretary_general	city		2026-11-24 07:00:00+00	\N	10
11	confidential_clerk	city		2026-11-24 07:00:00+00	\N	11
12	unit_staff	unit	saglik-sosyal	2026-11-24 07:00:00+00	\N	11
13	unit_staff	unit	saglik-sosyal	2026-11-24 07:00:00+00	\N	12
16	unit_manager	branch	yol-ve-bakim	2026-11-24 07:00:00+00	\N	14
17	supervisor	city		2026-11-24 07:00:00+00	\N	15
19	agent	city		2026-11-27 13:27:08.8561+00	2026-11-27 15:57:08.849111+00	17
22	agent	city		2026-11-27 13:27:09.001905+00	2026-11-27 15:27:08.997967+00	20
23	agent	city		2026-11-27 13:27:09.694982+00	2026-11-27 12:07:09.694077+00	21
26	agent	city		2026-11-27 13:27:10.305142+00	2026-11-27 15:27:10.296312+00	24
27	agent	city		2026-11-27 13:27:10.472033+00	2026-11-27 15:27:10.458783+00	25
29	unit_staff	unit	yol-ve-bakim	2026-11-24 07:00:00+00	\N	1
30	quality	city		2026-11-24 07:00:00+00	\N	7
\.
COPY accounts_signin ("id", "session_key", "address", "browser", "at", "seen_at", "user_id") FROM stdin;
1	k0000000000000000000000000000001	192.0.2.7	Firefox	2026-11-24 07:00:00+00	2026-11-24 08:00:00+00	1
\.
COPY accounts_skill ("id", "skill", "level", "granted_at", "user_id") FROM stdin;
2	water	2	2026-03-02 09:00:00+00	1
3	social	4	2026-11-24 07:00:00+00	2
4	water	2	2026-11-24 07:00:00+00	2
5	english	5	2026-11-24 07:00:00+00	3
6	sign_language	4	2026-11-24 07:00:00+00	3
7	social	2	2026-11-24 07:00:00+00	3
8	arabic	3	2026-11-24 07:00:00+00	4
9	social	3	2026-11-24 07:00:00+00	4
10	water	3	2026-11-24 07:00:00+00	4
\.
COPY accounts_user ("id", "password", "last_login", "username", "full_name", "email", "is_active", "joined_at") FROM stdin;
1	md5$JO6n45wbBjCVJlzlRkkabF$b5724d6f502c7e406fb3bce7a09408fe	2026-11-27 13:32:18.075498+00	elif	Elif		t	2026-11-24 07:00:00+00
2	md5$ULYDq8kTB3G1j0FgaRpA9n$26471e1156290ce39aa1fecb1b87d92d	2026-11-27 13:30:56.904207+00	murat	Murat		t	2026-11-24 07:00:00+00
3	md5$m4FsujDrVtZYTUTVYChhs4$e9fbee780a7d6fae5fe525152949f5ae	\N	zeynep	Zeynep Arslan		t	2026-11-24 07:00:00+00
4	md5$tuXsqh6LdmLW6QqrG6vv0Z$366a472ab077af0a9f2e3eb4e579b201	2026-11-27 13:30:57.93141+00	hakan	Hakan Demir		t	2026-11-24 07:00:00+00
5	md5$Wd3kEjQWePhSa8KMwIRMKm$4f8d36cd5b2bcab98968047c1b2bba7c	2026-11-27 13:32:22.542685+00	selin	Selin Koç	selin@kocaeli.example	t	2026-11-24 07:00:00+00
6	md5$8osyMw3HJeTVp9ZjF89TpQ$5fd777aba03f5ab1df38c0bafcc16737	2026-11-27 13:32:21.262317+00	nurten	Nurten Aydın	nurten@kocaeli.example	t	2026-11-24 07:00:00+00
7	md5$5mmEfsaRrDXfVR3QuXwvLp$ccddfd027c211216d4ba32a3d371c729	2026-11-27 13:32:18.844148+00	okan	Okan Şahin		t	2026-11-24 07:00:00+00
8	md5$P3Cg7XaVNBTFCFpmLWkrIG$c6a4dd53e3245edccc90a2e9230781b7	2026-11-27 13:30:58.785348+00	derya	Derya Çelik		t	2026-11-24 07:00:00+00
9	md5$hFDTTIDgSEdiJMTkEi4LPN$c9745d008376c8013a449cb587f2e0d1	2026-11-27 13:28:06.219661+00	yasin	Yasin Güneş		t	2026-11-24 07:00:00+00
10	md5$0EqSy2ZEqyd7MZk1yoPB8V$a64b18812d6b63022eb0c78185536778	2026-11-27 13:23:54.913598+00	gulay	Gülay Soylu	gulay@kocaeli.example	t	2026-11-24 07:00:00+00
11	md5$uPtSrKbU4XcHgbUa2CiDUs$b6edfd77d3ddde64f13e7fa30f07fb5f	\N	sevgi	Sevgi Tunç		t	2026-11-24 07:00:00+00
12	md5$C4bti47yp55HfDaMz2uA2p$d4e814e498740d87f56ceba9c3055e91	\N	cemal	Cemal Ateş		t	2026-11-24 07:00:00+00
14	md5$NG7gEBLq8eYbHr50GGMpMi$822695e1cc33d5b519ca54c20c79f352	\N	hulya	Hülya Taş	hulya@kocaeli.example	t	2026-11-24 07:00:00+00
15	md5$RuqlBCoQHndiGu7LD4Tdb6$308270541ba11fee75860e09c9389e59	\N	filiz	Filiz Acar	filiz@kocaeli.example	t	2026-11-24 07:00:00+00
16	!rop73Ls6GEvxTDbhaBFBnTcyKLMLi3ahV2VAq7gj	\N	guest-5e062137c4cb	Deniz Aydın (konuk, Elif Yıldız eşliğinde)		f	2026-11-27 13:27:08.789201+00
17	!Vfy9brYorNv5erWZ6ssZ0khMe55HVEHUKUVVuXIA	\N	guest-840ec614440e	Deniz Aydın (konuk, Elif Yıldız eşliğinde)		t	2026-11-27 13:27:08.8561+00
18	!EZfEZs182LGFgv05dg3Mi726VcGxDwCMCRh5PMId	\N	guest-990e0fc620cd	Deniz Aydın (konuk, Elif Yıldız eşliğinde)		f	2026-11-27 13:27:08.919718+00
19	!KTMMjqFb13zlLlVO4WoTK7yXSmPTMoItImgNE9Yh	\N	guest-989fcadb38be	Deniz Aydın (konuk, Elif Yıldız eşliğinde)		f	2026-11-27 13:27:08.933547+00
20	!9zpnNM0dMvpya9zbvb0U4ZCMMoHKjRTAFeCkRyBS	\N	guest-dd22a4fbe0e1	Deniz Aydın (konuk, Elif Yıldız eşliğinde)		t	2026-11-27 13:27:09.001905+00
21	!qa7MNXCoA3d5k5P1qonjafmgoWze4JLNyR12QzrD	\N	guest-0b1f0d37a3f6	Deniz Aydın (konuk, Elif Yıldız eşliğinde)		t	2026-11-27 13:27:09.694982+00
22	!jnx8lpPQ1MrTrZ4fYsTytnJtR9UWEnF1eBAyPQsF	\N	guest-120b62706a09	Deniz Aydın (konuk, Elif Yıldız eşliğinde)		f	2026-11-27 13:27:09.881299+00
23	!NFRMhP3EfP4f7fpAVllWGsgVIPjuOGOdoiteU95P	\N	guest-d3a6bb14c78a	Deniz Aydın (konuk, Elif Yıldız eşliğinde)		f	2026-11-27 13:27:10.077506+00
24	!W76ZbhencajKNg5pgU37DCjak8tPuwFCohmdUtGE	\N	guest-2678acee81e9	Deniz Aydın (konuk, Elif Yıldız eşliğinde)		t	2026-11-27 13:27:10.305142+00
25	!eLI3mpM7YpigqgarXywvZ8pQh74VTU6he1feQR3z	\N	guest-bc0b6a4bd0ee	Deniz Aydın (konuk, Elif Yıldız eşliğinde)		t	2026-11-27 13:27:10.472033+00
26	!xir4stMnfp4as8JJTKrm0iTvnZJiTletzyDarwBk	\N	guest-550a7188b067	Deniz Aydın (konuk, Elif Yıldız eşliğinde)		f	2026-11-27 13:27:10.904182+00
\.
COPY calls_agentsession ("user_id", "state", "reason", "since", "until", "idle_since", "reachable", "seen_at", "screen", "secret_digest", "node", "call_id") FROM stdin;
2	ready		2025-11-24 16:00:30+00	\N	2025-11-24 16:00:05+00	t	2025-11-24 16:00:30+00			main	\N
4	talking		2025-11-24 16:00:20+00	\N	2025-11-24 16:00:01+00	t	2025-11-24 16:00:20+00			main	00000000-0000-0000-0000-000000000001
\.
COPY calls_agentstatespan ("id", "state", "reason", "began_at", "until", "ended_at", "agent_id", "call_id") FROM stdin;
1	ringing		2026-11-24 07:00:05+00	\N	2026-11-24 07:00:08+00	1	6aec82e2-649e-4e19-85be-941f5b5e4c13
6	paused	break	2025-11-24 16:00:20+00	\N	2025-11-24 16:00:30+00	2	\N
\.
COPY calls_blockednumber ("id", "number", "policy", "reason", "blocked_at", "until", "lifted_at", "blocked_by_id", "lifted_by_id") FROM stdin;
1	+902623001122	announce	küfür	2026-11-24 07:00:00+00	2026-12-24 07:00:00+00	\N	1	\N
\.
COPY calls_call ("id", "channel", "direction", "number", "called", "video", "video_recorded", "entered_at", "queued_at", "answered_at", "held_at", "requeued_at", "asked_at", "parted_at", "ended_at", "outcome", "ended_by", "waited_seconds", "reference", "language", "menu_node", "menu_path", "recorded", "queue", "priority", "rested_at", "rest_until", "tries", "node", "agent_id", "interaction_id", "guest_id") FROM stdin;
00000000-0000-0000-0000-000000000001	ch-00000000-0000-0000-0000-000000000001	in	+905320000101	153	f	f	2025-11-24 16:01:30+00	2025-11-24 16:00:05+00	2025-11-24 16:01:35+00	\N	\N	\N	2025-11-24 16:01:00+00	2025-11-24 16:03:20+00	answered	citizen	5		en	operator	[]	f	general	2	2025-11-24 16:00:20+00	2025-11-24 16:00:20+00	0	main	1	36	\N
02de739a-ea5b-4298-8363-8bd471ec2802	c-02de739a-ea5b-4298-8363-8bd471ec2802	in	+905320000101		f	f	2026-11-24 07:00:00+00	2026-11-24 07:00:04+00	2026-11-24 07:00:08+00	\N	\N	\N	\N	\N	\N	\N	4				[]	t	general	0	\N	\N	0	main	1	59	\N
09d9cc46-37e3-4d93-bc29-1be9b973d96c	c-09d9cc46-37e3-4d93-bc29-1be9b973d96c	in	+905320000101		f	f	2026-11-24 06:59:51+00	\N	2026-11-24 07:00:00+00	\N	\N	\N	\N	2026-11-24 07:00:20+00	answered	citizen	2				[]	t	general	0	\N	\N	0	main	1	9	\N
5927ba8c-7f3b-4f55-bc74-b44658333571	c-5927ba8c-7f3b-4f55-bc74-b44658333571	in	+905320000101		f	f	2026-11-24 07:00:00+00	2026-11-24 07:00:04+00	2026-11-24 07:00:08+00	\N	\N	\N	\N	\N	\N	\N	4				[]	t	general	0	\N	\N	0	main	1	58	\N
6aec82e2-649e-4e19-85be-941f5b5e4c13	c-6aec82e2-649e-4e19-85be-941f5b5e4c13	in	+905320000101		f	f	2026-11-24 07:00:00+00	2026-11-24 07:00:04+00	2026-11-24 07:00:00+00	\N	\N	\N	\N	\N	\N	\N	4				[]	t	general	0	\N	\N	0	main	1	34	\N
76be1e00-c68e-456f-a82a-0564b7f7c77f	c-76be1e00-c68e-456f-a82a-0564b7f7c77f	in	+905320000101		f	f	2026-11-24 06:59:51+00	\N	2026-11-24 07:00:00+00	\N	\N	\N	\N	2026-11-24 07:00:20+00	answered	citizen	2				[]	t	general	0	\N	\N	0	main	1	8	\N
7a7a6a25-b3a2-4640-b67d-cd0af5c87435	c-7a7a6a25-b3a2-4640-b67d-cd0af5c87435	in	+905320000101		f	f	2026-11-24 06:59:51+00	\N	2026-11-24 07:00:00+00	\N	\N	\N	2026-11-24 07:00:08+00	2026-11-24 07:00:20+00	answered	citizen	2				[]	t	general	0	\N	\N	0	main	1	16	\N
a823cc6f-88f8-4e38-8889-884e263af286	c-a823cc6f-88f8-4e38-8889-884e263af286	in	+905320000101		f	f	2026-11-27 11:27:57.179676+00	\N	2026-11-27 11:28:06.179676+00	\N	\N	\N	\N	2026-11-27 11:28:26.179676+00	answered	citizen	2				[]	t	general	0	\N	\N	0	main	1	42	\N
b46d146e-61e8-49b0-9d23-1ebdebcf9eab	c-b46d146e-61e8-49b0-9d23-1ebdebcf9eab	in	+905320000101		f	f	2026-11-24 06:59:51+00	\N	2026-11-24 07:00:00+00	\N	\N	\N	\N	2026-11-24 07:01:00+00	answered	citizen	2				[]	t	general	0	\N	\N	0	main	1	18	\N
c19a6679-5bdd-4827-a324-9ccfb5b0e9a7	c-c19a6679-5bdd-4827-a324-9ccfb5b0e9a7	in	+905320000101		f	f	2026-12-04 06:59:51+00	\N	2026-11-24 07:00:00+00	\N	\N	\N	\N	2026-12-04 07:00:20+00	answered	citizen	2				[]	t	general	0	\N	\N	0	main	1	26	\N
\.
COPY calls_callleg ("id", "kind", "role", "number", "asked_at", "joined_at", "left_at", "result", "agent_id", "by_id", "call_id") FROM stdin;
member-00000000-0000-0000-0000-000000000001.1	agent	agent		2025-11-24 16:00:10+00	2025-11-24 16:00:15+00	2025-11-24 16:00:20+00	withdrawn	2	1	00000000-0000-0000-0000-000000000001
o-76be1e00-c68e-456f-a82a-0564b7f7c77f	agent	agent		2026-11-24 07:00:00+00	2026-11-24 07:00:00+00	2026-11-24 07:00:20+00	ended	1	\N	76be1e00-c68e-456f-a82a-0564b7f7c77f
offer-02de739a-ea5b-4298-8363-8bd471ec2802.1	agent	agent		2026-11-24 07:00:08+00	2026-11-24 07:00:08+00	\N		1	\N	02de739a-ea5b-4298-8363-8bd471ec2802
offer-5927ba8c-7f3b-4f55-bc74-b44658333571.1	agent	agent		2026-11-24 07:00:08+00	2026-11-24 07:00:08+00	\N		1	\N	5927ba8c-7f3b-4f55-bc74-b44658333571
\.
COPY calls_command ("id", "name", "payload", "at", "node", "taken_at", "done_at", "error", "by_id") FROM stdin;
13	hold	{"agent": 1}	2026-03-02 09:00:00+00	main	2026-03-02 09:00:00+00	2026-03-02 09:00:00+00	too_late	1
17	hold	{"agent": 1}	2026-03-02 09:00:00+00	main	2026-03-02 09:00:00+00	2026-03-02 09:00:00+00	too_late	1
\.
COPY calls_guestphone ("token", "secret_digest", "created_at", "expires_at", "allows_video") FROM stdin;
36488b6c712849a4	f21697476dc4660ea536049c4dcd0d2c	2026-11-24 07:00:00+00	2026-11-24 07:30:00+00	t
c22a3fb2434c8ae0	ec6edda0986a3dd196127f20b00f0a68	2026-11-24 07:00:00+00	2026-11-24 07:30:00+00	t
\.
COPY calls_guestseat ("id", "opened_at", "from_at", "until", "code_digest", "taken_at", "ended_at", "guest_id", "mentor_id", "opened_by_id") FROM stdin;
3	2026-11-27 13:27:08.919718+00	2026-11-27 12:26:08.917721+00	2026-11-27 13:26:08.917721+00	6b7411bfe56c98c0cd61327ce62b670337115b85586dec4ee8a5936c1a313a00	\N	2026-11-27 14:26:08.956309+00	18	1	4
4	2026-11-27 13:27:08.933547+00	2026-11-27 13:27:08.931259+00	2026-11-27 14:27:08.931259+00	5d3d1725fce535294d94744aee071d7784c0809b457d61a5df007de2a63f9b1a	2026-11-27 13:27:08.937722+00	2026-11-27 14:27:09.262438+00	19	1	4
\.
COPY calls_invitation ("digest", "created_at", "expires_at", "by_id", "call_id", "guest_id") FROM stdin;
abababababababababababababababababababababababababababababababab	2026-11-24 07:00:00+00	2026-11-24 07:10:00+00	1	00000000-0000-0000-0000-000000000001	\N
\.
COPY calls_lineclosing ("id", "reason", "closed_at", "opened_at", "closed_by_id", "opened_by_id") FROM stdin;
1	Binada yangın var.	2026-11-24 07:00:00+00	2026-11-24 07:00:00+00	4	4
\.
COPY calls_linequality ("leg_id", "at", "seconds", "bad_seconds", "loss_in", "loss_out", "jitter_mean", "jitter_max", "round_trip") FROM stdin;
offer-02de739a-ea5b-4298-8363-8bd471ec2802.1	2026-11-27 13:30:52.054262+00	65	15	4.2	0.3	12	61.5	38
offer-5927ba8c-7f3b-4f55-bc74-b44658333571.1	2026-11-27 13:30:51.153008+00	65	15	4.2	0.3	12	61.5	38
\.
COPY calls_monitoring ("id", "monitor", "mode", "began_at", "ended_at", "agent_id", "call_id", "supervisor_id") FROM stdin;
1	e	listen	2025-11-24 16:00:10.5+00	2025-11-24 16:00:11+00	1	00000000-0000-0000-0000-000000000001	4
2	e	whisper	2025-11-24 16:00:11+00	2025-11-24 16:00:20+00	1	00000000-0000-0000-0000-000000000001	4
\.
COPY calls_node ("name", "seen_at") FROM stdin;
main	2026-11-24 07:00:00+00
\.
COPY calls_offer ("id", "offered_at", "ended_at", "result", "rule", "idle_seconds", "rank", "among", "score", "skill", "level", "agent_id", "call_id") FROM stdin;
00000000-0000-0000-0000-000000000001.1	2025-11-24 16:01:30+00	2025-11-24 16:01:35+00	answered	longest_idle	90	1	1	0		0	1	00000000-0000-0000-0000-000000000001
00000000-0000-0000-0000-000000000001.2	2025-11-24 16:11:40+00	2025-11-24 16:11:42+00	answered	kept_place	640	1	1	13.58		0	1	00000000-0000-0000-0000-000000000001
\.
COPY calls_recording ("call_id", "state", "trouble", "started_at", "places", "kept_at", "form", "file", "seconds", "size", "sha256", "peaks") FROM stdin;
a823cc6f-88f8-4e38-8889-884e263af286	kept	damaged	2026-11-27 11:28:06.179676+00	[]	2026-11-24 07:01:00+00	opus	2026/11/27/a823cc6f-88f8-4e38-8889-884e263af286.opus	20	103548	b7b8bb95b55e0229d320cb5e9e832429324bc2dbff022fc65d027dcbdbdd3056	\\x0001020407090a0b0b0b0b0908080a0e12171b1e1f1f1e1b16131012171d242b2f3232302b261f19181c242d363e4142413c352b241e2028323d474d4f4f4b42382e25232933404b545858554e43372d2628323d4b555b5d5c564b3f3329272d3946515a5c5d585144372c2628323d495357585750453a2e252329333e464d4f4f4a43382c241e202730393f4242403a31292019181c22292e3132312d28201914101115181c1f1f1f1d1914100c0908090a0b0b0b0b0a08050302010000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001030407090a0b0b0b0a0908080a0e12171b1e1f1f1d1b17131012161d242b303232302c251f19181c242d373d4242413c352b231e2028323d474d4f4e4b43372e25232933404c535858564d43372c2628323e4a555c5d5b564c3e3329272e384652595d5c594f44372c2628323e48535758565046392e252329323e474d4f4f4b42382d231e202730383f4242403a3228201a181c22292e3132312e27211914101115191c1f1f1f1d1915100c0908090a0b0b0b0b0a0805030201000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001020305080a0b0b0b0b0a0908090c1015191d1f1f1f1c19151111141a21282e3132312e29221c181a2029323b4042423f393027201e242d38434b4f4f4d473e332923252e3a465157585853493d3229262d384551595d5d5a5246392e272a33404c565c5d5c564b3e3228262d37444f565858544c40332923262e39434b4f4f4d473d3228201e242c353d4142423e372d241c181a1f262c303232302b241d16121013171b1e1f1f1e1b17120e0a0808090b0b0b0b0a09070403010000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001020305080a0b0b0b0b0a0908090c1015191d1f1f1f1c19151111141a21282e3132
c19a6679-5bdd-4827-a324-9ccfb5b0e9a7	kept		2026-12-04 07:00:00+00	[]	2026-11-24 07:01:00+00	opus	2026/12/04/c19a6679-5bdd-4827-a324-9ccfb5b0e9a7.opus	20	103548	1026523a0a94f72c490ba22143cfbc4a2664645070f23f73a4f77e7b6fae2725	\\x0001020407090a0b0b0b0b0908080a0e12171b1e1f1f1e1b16131012171d242b2f3232302b261f19181c242d363e4142413c352b241e2028323d474d4f4f4b42382e25232933404b545858554e43372d2628323d4b555b5d5c564b3f3329272d3946515a5c5d585144372c2628323d495357585750453a2e252329333e464d4f4f4a43382c241e202730393f4242403a31292019181c22292e3132312d28201914101115181c1f1f1f1d1914100c0908090a0b0b0b0b0a08050302010000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001030407090a0b0b0b0a0908080a0e12171b1e1f1f1d1b17131012161d242b303232302c251f19181c242d373d4242413c352b231e2028323d474d4f4e4b43372e25232933404c535858564d43372c2628323e4a555c5d5b564c3e3329272e384652595d5c594f44372c2628323e48535758565046392e252329323e474d4f4f4b42382d231e202730383f4242403a3228201a181c22292e3132312e27211914101115191c1f1f1f1d1915100c0908090a0b0b0b0b0a0805030201000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001020305080a0b0b0b0b0a0908090c1015191d1f1f1f1c19151111141a21282e3132312e29221c181a2029323b4042423f393027201e242d38434b4f4f4d473e332923252e3a465157585853493d3229262d384551595d5d5a5246392e272a33404c565c5d5c564b3e3228262d37444f565858544c40332923262e39434b4f4f4d473d3228201e242c353d4142423e372d241c181a1f262c303232302b241d16121013171b1e1f1f1e1b17120e0a0808090b0b0b0b0a09070403010000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001020305080a0b0b0b0b0a0908090c1015191d1f1f1f1c19151111141a21282e3132
\.
COPY calls_recordingpause ("id", "why", "began_at", "ended_at", "by_id", "call_id", "ended_by_id") FROM stdin;
1	sensitive	2026-11-24 07:00:05+00	2026-11-24 07:00:08+00	1	09d9cc46-37e3-4d93-bc29-1be9b973d96c	1
2	sensitive	2026-11-24 07:00:30+00	2026-11-24 07:00:40+00	1	b46d146e-61e8-49b0-9d23-1ebdebcf9eab	1
\.
COPY calls_sharedcall ("call_id", "node", "queue", "queued_at", "priority", "round", "claimed_by", "idle_seconds", "rank", "among", "agent_id", "preferred_id") FROM stdin;
00000000-0000-0000-0000-000000000001	main	general	2026-11-24 07:00:00+00	0.5	1		0	0	0	\N	\N
\.
COPY calls_sipattempt ("address", "tries", "recent", "slowed", "slowed_until", "first_at", "last_at") FROM stdin;
192.0.2.7	2	1	0	\N	2026-11-24 07:00:00+00	2026-11-26 07:00:00+00
\.
COPY calls_videorecording ("id", "take", "state", "parts", "began_at", "last_at", "kept_at", "file", "size", "sha256", "call_id") FROM stdin;
1	1	kept	2	2026-11-24 07:00:00+00	2026-11-24 07:02:00+00	2026-11-24 07:05:00+00	a/b.webm	15	0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c	00000000-0000-0000-0000-000000000001
\.
COPY calls_voicemessage ("id", "name", "left_at", "seconds", "sound", "handled_at", "call_id", "handled_by_id") FROM stdin;
1	message-1	2026-11-24 07:00:00+00	12.5	message-1.wav	\N	00000000-0000-0000-0000-000000000001	\N
\.
COPY cases_answer ("id", "outcome", "text", "legal_basis", "planned_date", "responsible_body", "photos", "visited_at", "document_number", "written_at", "plain_text", "approved_at", "sent_back_at", "sent_back_reason", "approved_by_id", "sent_back_by_id", "unit_id", "written_by_id", "case_id", "duplicate_of_id") FROM stdin;
1	done	Dallar budandı, yol açıldı.		\N		0	\N		2026-11-27 13:23:24.61985+00	Ağacın dallarını budadık. İyi günler dileriz.	2026-11-27 13:23:24.677263+00	\N		2	\N	17	5	17	\N
6	done	Dallar budandı, yol açıldı.		\N		0	\N		2026-11-27 13:23:35.485295+00	Ağacın dallarını budadık. İyi günler dileriz.	2026-11-27 13:23:35.784947+00	\N		2	\N	17	5	29	\N
14	done	Dallar budandı, yol açıldı.		\N		0	\N		2026-11-27 13:23:40.170622+00	Ağacın dallarını budadık. İyi günler dileriz.	2026-11-27 13:23:40.180572+00	\N		2	\N	17	5	37	\N
15	done	Dallar budandı, yol açıldı.		\N		0	\N		2026-11-27 13:23:40.273071+00	Bu kez budadık.	2026-11-27 13:23:40.27906+00	\N		1	\N	17	5	37	\N
17	done	Dallar budandı, yol açıldı.		\N		0	\N		2026-11-27 13:23:42.2457+00	Ağacın dallarını budadık. İyi günler dileriz.	2026-11-27 13:23:42.313369+00	\N		2	\N	17	5	45	\N
18	done	Dallar budandı, yol açıldı.		\N		0	\N		2026-11-27 13:23:42.596513+00		\N	\N		\N	\N	\N	1	45	\N
20	not_found	Çukuru asfaltla doldurduk.		\N		0	2026-11-27 12:23:44.340247+00		2026-11-27 13:23:44.34114+00		\N	\N		\N	\N	26	7	49	\N
32	done	Dallar budandı, yol açıldı.		\N		0	\N		2026-11-27 13:24:03.532657+00	Ağacın dallarını budadık. İyi günler dileriz.	2026-11-27 13:24:03.64437+00	\N		2	\N	17	5	65	\N
33	done	Dallar budandı, yol açıldı.		\N		0	\N		2026-11-27 13:24:04.564309+00	Bu kez budadık.	2026-11-27 13:24:04.601282+00	\N		1	\N	17	6	65	\N
34	done	Dallar budandı, yol açıldı.		\N		0	\N		2026-11-27 13:24:05.181698+00	Bu kez budadık.	2026-11-27 13:24:05.208711+00	\N		3	\N	17	6	65	\N
35	done	Dallar budandı, yol açıldı.		\N		0	\N		2026-11-27 13:24:06.074296+00	Bu kez budadık.	2026-11-27 13:24:06.08292+00	\N		4	\N	17	6	65	\N
67	planned	Budama programa alındı.		2026-11-28		0	\N		2026-11-27 13:25:14.348988+00	Ağacı budama programına aldık.	2026-11-27 13:25:14.42547+00	\N		2	\N	17	5	204	\N
69	planned	Budama programa alındı.		2026-11-28		0	\N		2026-11-27 13:25:15.8704+00	Ağacı budama programına aldık.	2026-11-27 13:25:15.944308+00	\N		2	\N	17	5	206	\N
92	done	Yapıldı.		\N		0	\N		2026-11-24 07:00:00+00	Sokak lambasını bugün onardık, ışık yanıyor.	2026-11-24 07:00:00+00	\N		1	\N	17	5	236	\N
94	done	Yapıldı.		\N		0	\N		2026-11-24 07:00:00+00	Sokak lambasını bugün onardık, ışık yanıyor.	2026-11-24 07:00:00+00	\N		1	\N	17	5	238	\N
98	done	Yapıldı.		\N		0	\N		2026-11-24 07:00:00+00	Sokak lambasını bugün onardık, ışık yanıyor.	2026-11-24 07:00:00+00	\N		1	\N	17	5	245	\N
106	done	Dallar budandı, yol açıldı.		\N		0	\N		2026-11-27 13:30:41.120996+00	Boruyu onardık, su verildi. Anlayışınız için teşekkür ederiz.	2026-11-27 13:30:41.251119+00	\N		2	\N	17	5	267	\N
159	done	Dallar budandı, yol açıldı.		\N		0	\N		2026-11-27 13:30:41.120996+00	Boruyu onardık, su verildi. Anlayışınız için teşekkür ederiz.	2026-11-27 13:30:41.251119+00	\N		2	\N	17	5	320	\N
162	done	Dallar budandı, yol açıldı.		\N		0	\N		2026-11-27 13:30:41.120996+00	Boruyu onardık, su verildi. Anlayışınız için teşekkür ederiz.	2026-11-27 13:30:41.251119+00	\N		2	\N	17	5	323	\N
189	done	Budandı.		\N		0	\N		2026-11-27 13:31:55.092539+00	Budadık.	2026-11-27 13:31:55.189432+00	\N		1	\N	17	5	438	\N
\.
COPY cases_answertemplate ("id", "name", "text", "topic_id", "unit_id") FROM stdin;
2	Yapıldı	{code}: {neighborhood} mahallesinde {topic} işi yapıldı.	61	17
\.
COPY cases_attachment ("id", "file", "content_type", "size", "sha256", "from_citizen", "needs_care", "is_petition", "is_evidence", "at", "case_id") FROM stdin;
2	cases/2026/11/59ad1b2fc74287ded1bba7af67765d23_fKbSLUl.jpg	image/jpeg	4	59ad1b2fc74287ded1bba7af67765d23ad4a49f1ae51902cc2ed3f8ebee96cfa	f	f	t	f	2026-11-27 13:23:44.064686+00	48
3	cases/2026/11/92476e9d9816004b445f6beea312a9c9.jpg	image/jpeg	634	92476e9d9816004b445f6beea312a9c945b5850b7b516537a0db0b264f901428	f	f	f	t	2026-11-24 10:00:00+00	150
4	cases/2026/11/bba90548a5cd3b76ae69c6aed836c4ad.jpg	image/jpeg	634	bba90548a5cd3b76ae69c6aed836c4ad504166fba1052c3243d17c7a9b1689ec	f	f	f	t	2026-11-24 10:00:00+00	150
6	cases/2026/11/bba90548a5cd3b76ae69c6aed836c4ad.jpg	image/jpeg	634	bba90548a5cd3b76ae69c6aed836c4ad504166fba1052c3243d17c7a9b1689ec	f	f	f	t	2026-11-24 10:00:00+00	151
14	cases/2026/11/647fcc3fa1f7a6817abab970ccc0f815.jpg	image/jpeg	631	647fcc3fa1f7a6817abab970ccc0f815ff19db0c5223953154d82161286d2e0c	f	f	f	t	2026-11-27 13:31:52.512521+00	432
\.
COPY cases_case ("id", "tracking_code", "link_key", "form_token", "confidential", "address", "place_layer", "lat", "lon", "text", "channel", "reporter_role", "contact_wish", "state", "opened_at", "promised_at", "due_at", "closed_at", "urgent_at", "accepted_by_id", "contact_id", "district_id", "follows_id", "kind", "neighborhood_id", "reporter_id", "topic_id", "unit_id") FROM stdin;
1	144221779	gyUy6atKz1YJyuWN	872c25dd-d7a6-4331-99da-4f11605fc7b8	f	Çınar Sokak 5		\N	\N	Ağaçların dalları uzadı, budanmasını istiyoruz, lambayı kapatıyor	counter	affected	sms	forwarded	2026-11-27 13:23:14.108822+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
2	938510167	UB2zYrqemBD0uvuF	\N	f	Çınar Sokak 5		\N	\N	Ağaçların dalları uzadı, budanmasını istiyoruz, lambayı kapatıyor	web	affected	sms	forwarded	2026-11-27 13:23:16.670508+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
3	990304977	PjtUTrso-5y_uPID	\N	f	Çınar Sokak 5		\N	\N	Ağaçların dalları uzadı, budanmasını istiyoruz, lambayı kapatıyor	agency	affected	sms	forwarded	2026-11-27 13:23:16.889917+00	2026-12-02 14:30:00+00	2026-12-02 14:30:00+00	\N	\N	\N	1	8	\N	cimer	273	1	61	17
6	415858026	jYsbSU6AIuiqVN_b	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Apartmanda gaz kokuyor, çok korkuyoruz.	phone	affected	sms	forwarded	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
7	197267767	NKk9LMJhow6aiSrg	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Ağaç devrildi.	phone	affected	sms	forwarded	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
8	557719432	Sa2MXHCDr6LGnEoe	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Apartmanda gaz kokuyor, çok korkuyoruz.	phone	affected	sms	forwarded	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
17	884606178	iYqQ1ID9iYDttkrM	\N	f		metropolitan	\N	\N	Çınarın dalları sokak lambasını kapatıyor.	phone	affected	call	at_center	2026-11-27 13:23:24.483738+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	\N
19	687136604	wyRzfSlQVHESAdbk	\N	t			\N	\N		phone	affected	sms	forwarded	2026-10-28 13:23:26.683855+00	2026-11-02 14:30:00+00	2026-11-02 14:30:00+00	\N	\N	\N	2	8	\N	request	273	2	109	18
20	347227003	kEC7HBY5HiPnEJqI	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Apartmanda gaz kokuyor, çok korkuyoruz.	phone	affected	sms	forwarded	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
22	291531160	R7lkwtpza8Ca1BJG	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Apartmanda gaz kokuyor, çok korkuyoruz.	phone	affected	sms	forwarded	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
23	713879843	ojeVbRjF5sVDZqnB	\N	t			\N	\N		phone	affected	sms	forwarded	2026-10-28 13:23:28.652046+00	2026-11-02 14:30:00+00	2026-11-02 14:30:00+00	\N	\N	\N	3	8	\N	request	273	3	109	18
29	916115494	RqxNo_kdF_-TEobK	\N	f		metropolitan	\N	\N	Çınarın dalları sokak lambasını kapatıyor.	phone	affected	sms	closed	2026-11-27 13:23:34.666657+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	2026-11-27 13:23:36.604997+00	\N	5	1	8	\N	request	273	1	61	17
37	306333601	zx4hCjWkySyMyXR4	\N	f		metropolitan	\N	\N	Çınarın dalları sokak lambasını kapatıyor.	phone	affected	sms	closed	2026-11-27 13:23:40.141863+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	2026-11-27 13:25:12.796083+00	\N	5	1	8	\N	request	273	1	61	17
39	976341419	j0JnDbJEkGO9d8ue	\N	f		metropolitan	\N	\N	Çınarın dalları sokak lambasını kapatıyor.	phone	affected	sms	accepted	2026-11-27 13:23:40.345074+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	\N	\N	5	4	8	\N	request	273	4	61	17
45	938513170	MCGqhaA2s5JiwMWS	\N	f		metropolitan	\N	\N	Çınarın dalları sokak lambasını kapatıyor.	phone	affected	sms	answered	2026-11-27 13:23:42.00633+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	\N
48	990563180	UhIEKpN_N_acnQGv	\N	f		metropolitan	\N	\N	2026 yılında kesilen ağaçların listesini istiyorum.	counter	affected	email	forwarded	2026-11-02 07:00:00+00	2026-12-02 14:30:00+00	2026-12-02 14:30:00+00	\N	\N	\N	5	8	\N	petition	273	4	61	17
49	351584474	GReMUIO9MUCvUS03	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Yolda derin çukur var.	phone	affected	sms	answered	2026-11-27 11:23:44.15695+00	2026-12-04 14:30:00+00	2026-12-04 14:30:00+00	\N	\N	7	1	8	\N	request	273	1	45	26
54	808826111	YfmoEiPqSRQSqK1T	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Ağaç yolun üstüne devrildi.	phone	affected	sms	forwarded	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	26
55	615559884	lMpQjkd9M07DGVE0	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Ağaç yolun üstüne devrildi.	phone	affected	sms	at_center	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	\N
65	164019454	jgH3eyUHJo8QacY_	\N	f		metropolitan	\N	\N	Çınarın dalları sokak lambasını kapatıyor.	phone	affected	sms	closed	2026-11-27 13:24:02.494392+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	2026-11-27 13:24:06.113269+00	\N	6	1	8	\N	request	273	1	61	17
137	540749649	2xJQVVubvovZiQau	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Ağaç yolun üstüne devrildi.	phone	affected	sms	forwarded	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
150	908193303	fL43q_96FGxTvVm8	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Ağaç yolun üstüne devrildi.	phone	affected	sms	accepted	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	5	1	8	\N	request	273	1	61	17
151	771161474	Y5IPdEK_gCylNycq	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Ağaç yolun üstüne devrildi.	phone	affected	sms	accepted	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	5	1	8	\N	request	273	1	61	17
158	606638871	jIBJV_Xz_0BsiDHA	\N	f		metropolitan	\N	\N	2026 yılında kesilen ağaçların listesini istiyorum.	counter	affected	email	forwarded	2026-11-02 07:00:00+00	2026-12-02 14:30:00+00	2027-01-04 14:30:00+00	\N	\N	\N	5	8	\N	petition	273	4	61	17
161	237956202	k0SNtdatRaweoir-	\N	f		metropolitan	\N	\N	2026 yılında kesilen ağaçların listesini istiyorum.	counter	affected	email	forwarded	2026-11-02 07:00:00+00	2026-11-02 15:00:00+00	2026-11-02 15:00:00+00	\N	\N	\N	5	8	\N	request	273	4	16	30
165	501098450	S0-R-WfGvjkFThM4	\N	f		metropolitan	\N	\N	2026 yılında kesilen ağaçların listesini istiyorum.	counter	affected	email	forwarded	2026-11-02 07:00:00+00	2026-11-30 14:30:00+00	2026-11-30 14:30:00+00	\N	\N	\N	5	8	\N	cimer	273	4	61	17
171	110822223	bNySVI5aMEsHzF17	\N	f		metropolitan	\N	\N	2026 yılında kesilen ağaçların listesini istiyorum.	counter	affected	email	forwarded	2026-11-02 07:00:00+00	2026-11-03 14:30:00+00	2026-11-03 14:30:00+00	\N	\N	\N	5	8	\N	request	273	4	79	21
172	827220367	ThfhiNtvOxzX3AgK	\N	f		metropolitan	\N	\N	2026 yılında kesilen ağaçların listesini istiyorum.	counter	affected	email	forwarded	2026-11-02 07:00:00+00	2026-11-23 14:30:00+00	2026-11-30 14:30:00+00	\N	\N	\N	5	8	\N	information	273	4	61	17
173	792336075	k81DfeGscdzLVunq	\N	f		metropolitan	\N	\N	2026 yılında kesilen ağaçların listesini istiyorum.	counter	affected	email	closed	2026-11-02 07:00:00+00	2026-11-23 14:30:00+00	\N	2026-11-27 07:00:00+00	\N	\N	5	8	\N	information	273	4	61	17
204	155516806	Xn-vjQtoFGd1zocm	\N	f		metropolitan	\N	\N	Çınarın dalları sokak lambasını kapatıyor.	phone	affected	sms	at_center	2026-11-27 13:25:14.257195+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	\N
206	729038310	2zp3j8ZSy2xuDNQ1	\N	f		metropolitan	\N	\N	Çınarın dalları sokak lambasını kapatıyor.	phone	affected	sms	forwarded	2026-11-27 13:25:15.731782+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
216	291376406	aV8nHnDotHfGU1l4	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Ağaçların dalları uzadı, budanmasını istiyoruz	phone	affected	sms	forwarded	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
236	803473665	S6brU1Xcg1sH11W_	\N	f			\N	\N	Dallar pencereme değiyor.	phone	affected	sms	closed	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	2026-11-24 08:00:00+00	\N	5	1	8	\N	request	\N	1	61	17
238	760873253	ny7jL8jW8GzrdqXl	\N	f			\N	\N	Dallar pencereme değiyor.	phone	affected	sms	closed	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	2026-11-24 08:01:00+00	\N	5	1	8	\N	request	\N	1	61	17
245	106402723	q7FVr2VcClRnH99F	\N	f			\N	\N	Dallar pencereme değiyor.	phone	affected	sms	relaying	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	5	1	8	\N	request	\N	1	61	17
267	723162044	Imk642wbp11xlCgb	\N	f			\N	\N	Ana boru patladı	internal	affected	none	closed	2026-11-27 13:30:25.044454+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	2026-11-27 13:30:41.251119+00	\N	5	\N	8	\N	request	\N	\N	61	17
320	121418652	AgIruCaGAV40-Rnu	\N	f			\N	\N	Ana boru patladı	phone	affected	sms	relaying	2026-11-27 13:30:39.444749+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	\N	\N	\N	116	8	\N	request	\N	61	61	17
323	177107790	eqRUVTolY-4ubGbx	\N	f			\N	\N	Ana boru patladı	phone	affected	sms	relaying	2026-11-27 13:30:40.024386+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	\N	\N	\N	122	8	\N	request	\N	64	61	17
332	254458377	NaIbvzYgX20sJAA2	\N	f			\N	\N	Ana boru patladı	internal	affected	none	forwarded	2026-11-27 13:30:47.933502+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	\N	\N	\N	\N	8	\N	request	273	\N	61	17
333	732896679	fifAIDUxB9I6b8eW	\N	f			\N	\N	Ana boru patladı	internal	affected	none	forwarded	2026-11-27 13:30:48.386853+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	\N	\N	\N	\N	8	\N	request	273	\N	61	17
335	618314115	KSTKzyE-puysyJpd	\N	f			40.76911	29.97525	Ana boru patladı	internal	affected	none	forwarded	2026-11-27 13:30:49.095687+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	\N	\N	\N	\N	8	\N	request	\N	\N	61	17
336	520422589	UYNZ_RfyJX5YKpc6	\N	f			40.76911	29.97525	Ana boru patladı	internal	affected	none	forwarded	2026-11-27 13:30:49.510721+00	2026-12-11 14:30:00+00	2026-12-11 14:30:00+00	\N	\N	\N	\N	8	\N	request	\N	\N	61	17
383	499703708	qsOeE_qSk23vhPGN	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Ağaç yolun üstüne devrildi.	phone	affected	sms	forwarded	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
420	598606787	yyNTLggDRloksBTJ	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Ağaç yolun üstüne devrildi.	phone	affected	sms	forwarded	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
421	936143901	KnEx9UhL3mWtC9YH	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Ağaç yolun üstüne devrildi.	phone	affected	sms	forwarded	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
429	518882079	zs19NxNy50ky7UDQ	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Ağaç yolun üstüne devrildi.	phone	affected	sms	forwarded	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
431	275181035	JmBfaESgoKXdKnRu	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Ağaç yolun üstüne devrildi.	phone	affected	sms	forwarded	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
432	171311360	_m7nT3tbu8LXyUXG	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Ağaç yolun üstüne devrildi.	phone	affected	sms	forwarded	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
436	984401074	uh_PusjfEgGjWlkc	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Ağaç yolun üstüne devrildi.	phone	affected	sms	at_center	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	\N
438	468371285	3jVNSFfDxQIGWphg	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Ağaç yolun üstüne devrildi.	phone	affected	sms	closed	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	2026-11-27 13:31:55.34675+00	\N	5	1	8	\N	request	273	1	61	17
506	876113848	AydbtfWdtbj5NlKl	\N	f	Çınar Sokak 5	metropolitan	40.76911	29.97525	Ağaç yolun üstüne devrildi.	phone	affected	sms	forwarded	2026-11-24 07:00:00+00	2026-12-08 14:30:00+00	2026-12-08 14:30:00+00	\N	\N	\N	1	8	\N	request	273	1	61	17
507	713879851	ojeVbRjF5sVDZqnC	\N	t			\N	\N		phone	affected	none	closed	2026-10-28 13:23:28.652046+00	2026-11-02 14:30:00+00	\N	2026-11-03 14:30:00+00	\N	\N	\N	8	\N	request	273	\N	109	18
\.
COPY cases_case_interactions ("id", "case_id", "interaction_id") FROM stdin;
1	1	1
2	2	2
\.
COPY cases_clock ("id", "purpose", "unit", "state", "due_at", "next_step", "next_step_at", "case_id") FROM stdin;
1	answer	working_days	running	2026-12-11 14:30:00+00	remind	2026-12-09 05:30:00+00	1
2	answer	working_days	running	2026-12-11 14:30:00+00	remind	2026-12-09 05:30:00+00	2
3	answer	days	running	2026-12-02 14:30:00+00	manager	2026-12-03 14:30:00+00	3
6	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	6
7	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	7
8	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	8
17	answer	working_days	stopped	2026-12-11 14:30:00+00		\N	17
18	answer	working_days	running	2026-12-11 14:30:00+00	remind	2026-12-09 05:30:00+00	17
20	answer	working_days	running	2026-11-02 14:30:00+00		\N	19
21	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	20
23	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	22
24	answer	working_days	running	2026-11-02 14:30:00+00		\N	23
30	answer	working_days	stopped	2026-12-11 14:30:00+00		\N	29
39	answer	working_days	stopped	2026-12-11 14:30:00+00		\N	37
40	answer	working_days	stopped	2026-12-11 14:30:00+00		\N	37
42	answer	working_days	running	2026-12-11 14:30:00+00	remind	2026-12-09 05:30:00+00	39
48	answer	working_days	stopped	2026-12-11 14:30:00+00		\N	45
49	answer	working_days	running	2026-12-11 14:30:00+00	remind	2026-12-09 05:30:00+00	45
52	answer	days	running	2026-12-02 14:30:00+00	manager	2026-12-03 14:30:00+00	48
53	answer	working_days	running	2026-12-04 14:30:00+00	manager	2026-12-07 14:30:00+00	49
58	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	54
59	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	55
76	answer	working_days	stopped	2026-12-11 14:30:00+00		\N	65
77	answer	working_days	stopped	2026-12-11 14:30:00+00		\N	65
78	answer	working_days	stopped	2026-12-11 14:30:00+00		\N	65
79	answer	working_days	stopped	2026-12-11 14:30:00+00		\N	65
154	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	137
167	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	150
168	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	151
175	answer	days	running	2027-01-04 14:30:00+00	remind	2026-12-30 05:30:00+00	158
178	answer	hours	running	2026-11-02 15:00:00+00		\N	161
182	answer	days	running	2026-11-30 14:30:00+00	top	2026-12-07 14:30:00+00	165
188	answer	working_days	running	2026-11-03 14:30:00+00		\N	171
189	answer	working_days	running	2026-11-30 14:30:00+00	top	2026-12-07 14:30:00+00	172
190	payment	working_days	stopped	2026-11-26 14:30:00+00		\N	172
191	answer	working_days	stopped	\N		\N	173
192	payment	working_days	stopped	2026-11-26 14:30:00+00		\N	173
223	answer	working_days	stopped	2026-12-11 14:30:00+00		\N	204
224	answer	working_days	running	2026-12-11 14:30:00+00	remind	2026-12-09 05:30:00+00	204
227	answer	working_days	stopped	2026-12-11 14:30:00+00		\N	206
229	answer	working_days	running	2026-12-11 14:30:00+00	remind	2026-12-09 05:30:00+00	206
252	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	216
272	answer	working_days	stopped	2026-12-08 14:30:00+00		\N	236
274	answer	working_days	stopped	2026-12-08 14:30:00+00		\N	238
281	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	245
303	answer	working_days	stopped	2026-12-11 14:30:00+00		\N	267
356	answer	working_days	running	2026-12-11 14:30:00+00	remind	2026-12-09 05:30:00+00	320
359	answer	working_days	running	2026-12-11 14:30:00+00	remind	2026-12-09 05:30:00+00	323
368	answer	working_days	running	2026-12-11 14:30:00+00	remind	2026-12-09 05:30:00+00	332
369	answer	working_days	running	2026-12-11 14:30:00+00	remind	2026-12-09 05:30:00+00	333
371	answer	working_days	running	2026-12-11 14:30:00+00	remind	2026-12-09 05:30:00+00	335
372	answer	working_days	running	2026-12-11 14:30:00+00	remind	2026-12-09 05:30:00+00	336
419	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	383
456	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	420
457	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	421
465	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	429
467	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	431
468	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	432
472	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	436
474	answer	working_days	stopped	2026-12-08 14:30:00+00		\N	438
542	answer	working_days	running	2026-12-08 14:30:00+00	remind	2026-12-04 05:30:00+00	506
\.
COPY cases_clockentry ("id", "verb", "at", "amount", "reason", "actor_kind", "due_at", "by_user_id", "clock_id") FROM stdin;
1	start	2026-11-27 13:23:14.108822+00	10	10 iş günü içinde	staff	2026-12-11 14:30:00+00	1	1
2	start	2026-11-27 13:23:16.670508+00	10	10 iş günü içinde	citizen	2026-12-11 14:30:00+00	\N	2
3	start	2026-11-02 09:00:00+00	30	3071 sayılı Dilekçe Hakkının Kullanılmasına Dair Kanun, madde 7	staff	2026-12-02 14:30:00+00	1	3
6	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	6
7	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	7
8	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	8
17	start	2026-11-27 13:23:24.483738+00	10	10 iş günü içinde	staff	2026-12-11 14:30:00+00	1	17
18	stop	2026-11-27 13:23:25.072214+00	0	Vatandaşa bildirildi.	staff	2026-12-11 14:30:00+00	1	17
19	start	2026-11-27 13:23:25.461762+00	10	Vatandaş sorununun çözülmediğini söylüyor.	citizen	2026-12-11 14:30:00+00	\N	18
21	start	2026-10-28 13:23:26.683855+00	2	•••	staff	2026-11-02 14:30:00+00	1	20
22	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	21
24	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	23
25	start	2026-10-28 13:23:28.652046+00	2	•••	staff	2026-11-02 14:30:00+00	1	24
35	start	2026-11-27 13:23:34.666657+00	10	10 iş günü içinde	staff	2026-12-11 14:30:00+00	1	30
36	stop	2026-11-27 13:23:36.604997+00	0	Vatandaşa ulaşılamadan kapatıldı.	staff	2026-12-11 14:30:00+00	2	30
50	start	2026-11-27 13:23:40.141863+00	10	10 iş günü içinde	staff	2026-12-11 14:30:00+00	1	39
51	stop	2026-11-27 13:23:40.235312+00	0	Vatandaşa bildirildi.	system	2026-12-11 14:30:00+00	\N	39
52	start	2026-11-27 13:23:40.249374+00	10	Vatandaş sorununun çözülmediğini söylüyor.	citizen	2026-12-11 14:30:00+00	\N	40
54	start	2026-11-27 13:23:40.345074+00	10	10 iş günü içinde	staff	2026-12-11 14:30:00+00	1	42
62	start	2026-11-27 13:23:42.00633+00	10	10 iş günü içinde	staff	2026-12-11 14:30:00+00	1	48
63	stop	2026-11-27 13:23:42.449543+00	0	Vatandaşa bildirildi.	system	2026-12-11 14:30:00+00	\N	48
64	start	2026-11-27 13:23:42.513519+00	10	Vatandaş sorununun çözülmediğini söylüyor.	citizen	2026-12-11 14:30:00+00	\N	49
67	start	2026-11-02 07:00:00+00	30	3071 sayılı Dilekçe Hakkının Kullanılmasına Dair Kanun, madde 4 ve 7	staff	2026-12-02 14:30:00+00	1	52
68	start	2026-11-27 11:23:44.15695+00	5	5 iş günü içinde	staff	2026-12-04 14:30:00+00	1	53
73	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	58
74	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	59
99	start	2026-11-27 13:24:02.494392+00	10	10 iş günü içinde	staff	2026-12-11 14:30:00+00	1	76
100	stop	2026-11-27 13:24:04.211652+00	0	Vatandaşa bildirildi.	system	2026-12-11 14:30:00+00	\N	76
101	start	2026-11-27 13:24:04.336763+00	10	Vatandaş sorununun çözülmediğini söylüyor.	citizen	2026-12-11 14:30:00+00	\N	77
102	stop	2026-11-27 13:24:04.67854+00	0	Vatandaşa bildirildi.	system	2026-12-11 14:30:00+00	\N	77
103	start	2026-11-27 13:24:04.765391+00	10	Vatandaş sorununun çözülmediğini söylüyor.	citizen	2026-12-11 14:30:00+00	\N	78
104	stop	2026-11-27 13:24:05.495093+00	0	Vatandaşa bildirildi.	system	2026-12-11 14:30:00+00	\N	78
105	start	2026-11-27 13:24:05.651618+00	10	Vatandaş sorununun çözülmediğini söylüyor.	citizen	2026-12-11 14:30:00+00	\N	79
106	stop	2026-11-27 13:24:06.113269+00	0	Vatandaşa bildirildi.	system	2026-12-11 14:30:00+00	\N	79
200	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	154
201	pause	2026-11-24 08:00:00+00	0	Vatandaşa soru soruldu.	staff	\N	5	154
202	resume	2026-11-24 09:00:00+00	0	Vatandaş yanıt verdi.	citizen	2026-12-08 14:30:00+00	\N	154
220	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	167
221	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	168
228	start	2026-11-02 07:00:00+00	30	3071 sayılı Dilekçe Hakkının Kullanılmasına Dair Kanun, madde 4 ve 7	staff	2026-12-02 14:30:00+00	1	175
229	extend	2026-11-22 07:00:00+00	60	Keşif yapıldı; imar komisyonu toplanacak.	staff	2027-01-04 14:30:00+00	1	175
232	start	2026-11-02 07:00:00+00	8	8 saat içinde	staff	2026-11-02 15:00:00+00	1	178
236	start	2026-10-30 09:00:00+00	30	3071 sayılı Dilekçe Hakkının Kullanılmasına Dair Kanun, madde 7	staff	2026-11-30 14:30:00+00	1	182
244	start	2026-11-02 07:00:00+00	1	1 iş günü içinde	staff	2026-11-03 14:30:00+00	1	188
245	start	2026-11-02 07:00:00+00	15	4982 sayılı Bilgi Edinme Hakkı Kanunu, madde 6, 10 ve 11	staff	2026-11-23 14:30:00+00	1	189
246	pause	2026-11-05 07:00:00+00	0	400 sayfa, 120 TL	staff	\N	1	189
247	start	2026-11-05 07:00:00+00	15	400 sayfa, 120 TL	staff	2026-11-26 14:30:00+00	1	190
248	resume	2026-11-12 07:00:00+00	0	Makbuz 77	staff	2026-11-30 14:30:00+00	1	189
249	stop	2026-11-12 07:00:00+00	0	Makbuz 77	staff	2026-11-26 14:30:00+00	1	190
250	start	2026-11-02 07:00:00+00	15	4982 sayılı Bilgi Edinme Hakkı Kanunu, madde 6, 10 ve 11	staff	2026-11-23 14:30:00+00	1	191
251	pause	2026-11-05 07:00:00+00	0	400 sayfa, 120 TL	staff	\N	1	191
252	start	2026-11-05 07:00:00+00	15	400 sayfa, 120 TL	staff	2026-11-26 14:30:00+00	1	192
253	stop	2026-11-27 07:00:00+00	0	Süresinde ödenmedi: başvurudan vazgeçilmiş sayıldı (4982, madde 11).	system	\N	\N	191
254	stop	2026-11-27 07:00:00+00	0	Süresinde ödenmedi: başvurudan vazgeçilmiş sayıldı (4982, madde 11).	system	2026-11-26 14:30:00+00	\N	192
289	stop	2026-11-27 13:25:12.796083+00	0	Vatandaşa bildirildi.	system	2026-12-11 14:30:00+00	\N	40
295	start	2026-11-27 13:25:14.257195+00	10	10 iş günü içinde	staff	2026-12-11 14:30:00+00	1	223
296	stop	2026-11-27 13:25:14.551549+00	0	Vatandaşa bildirildi.	system	2026-12-11 14:30:00+00	\N	223
297	start	2026-11-27 13:25:14.686872+00	10	Vatandaş sorununun çözülmediğini söylüyor.	citizen	2026-12-11 14:30:00+00	\N	224
301	start	2026-11-27 13:25:15.731782+00	10	10 iş günü içinde	staff	2026-12-11 14:30:00+00	1	227
302	stop	2026-11-27 13:25:16.078693+00	0	Vatandaşa bildirildi.	system	2026-12-11 14:30:00+00	\N	227
304	start	2026-11-29 13:25:16.635088+00	10	Planlanan tarih geçti: iş ne durumda?	system	2026-12-11 14:30:00+00	\N	229
345	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	252
366	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	system	2026-12-08 14:30:00+00	\N	272
367	stop	2026-11-24 08:00:00+00	0	Vatandaşa bildirildi.	system	2026-12-08 14:30:00+00	\N	272
369	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	system	2026-12-08 14:30:00+00	\N	274
370	stop	2026-11-24 08:01:00+00	0	Vatandaşa bildirildi.	system	2026-12-08 14:30:00+00	\N	274
378	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	system	2026-12-08 14:30:00+00	\N	281
403	start	2026-11-27 13:30:25.044454+00	10	10 iş günü içinde	staff	2026-12-11 14:30:00+00	4	303
456	start	2026-11-27 13:30:39.444749+00	10	10 iş günü içinde	staff	2026-12-11 14:30:00+00	1	356
459	start	2026-11-27 13:30:40.024386+00	10	10 iş günü içinde	staff	2026-12-11 14:30:00+00	1	359
464	stop	2026-11-27 13:30:41.251119+00	0	Vatandaşa bildirildi.	staff	2026-12-11 14:30:00+00	2	303
469	start	2026-11-27 13:30:47.933502+00	10	10 iş günü içinde	staff	2026-12-11 14:30:00+00	4	368
470	start	2026-11-27 13:30:48.386853+00	10	10 iş günü içinde	staff	2026-12-11 14:30:00+00	4	369
472	start	2026-11-27 13:30:49.095687+00	10	10 iş günü içinde	staff	2026-12-11 14:30:00+00	4	371
473	start	2026-11-27 13:30:49.510721+00	10	10 iş günü içinde	staff	2026-12-11 14:30:00+00	4	372
520	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	419
557	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	456
558	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	457
566	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	465
568	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	467
569	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	468
573	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	472
575	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	474
576	stop	2026-11-27 13:31:55.34675+00	0	Vatandaşa bildirildi.	system	2026-12-08 14:30:00+00	\N	474
644	start	2026-11-24 07:00:00+00	10	10 iş günü içinde	staff	2026-12-08 14:30:00+00	1	542
\.
COPY cases_clocktelling ("id", "step", "at", "after_id", "clock_id") FROM stdin;
3	remind	2026-11-27 07:00:00+00	232	178
4	remind	2026-11-27 07:00:00+00	244	188
17	top	2026-11-27 07:00:00+00	21	20
18	top	2026-11-27 07:00:00+00	25	24
\.
COPY cases_clocktelling_users ("id", "clocktelling_id", "user_id") FROM stdin;
3	3	4
4	4	4
\.
COPY cases_closing ("id", "number", "outcome", "evidence", "closed_at", "told", "confirmation", "confirmation_at", "confirmation_channel", "words", "reminders", "ask_next_at", "contacted_again_at", "answer_id", "case_id", "contacted_again_id", "given_up_by_id", "heard_by_id", "topic_id", "unit_id") FROM stdin;
1	1	done	[]	2026-11-27 13:23:25.072214+00	t	not_solved	2026-11-27 13:23:25.461762+00	phone	Kesilen dal yüzünden elektrik teli koptu, yerde duruyor.	0	\N	\N	1	17	\N	\N	\N	61	17
6	1	done	[]	2026-11-27 13:23:36.604997+00	f	solved	2026-11-27 13:23:36.668074+00	web		0	\N	\N	6	29	\N	2	\N	61	17
12	1	done	[]	2026-11-27 13:23:40.235312+00	t	not_solved	2026-11-27 13:23:40.249374+00	web	Dallar duruyor.	0	\N	\N	14	37	\N	\N	\N	61	17
13	1	done	[]	2026-11-27 13:23:42.449543+00	t	not_solved	2026-11-27 13:23:42.513519+00	web	Dallar duruyor.	0	\N	\N	17	45	\N	\N	\N	61	17
22	1	done	[]	2026-11-27 13:24:04.211652+00	t	not_solved	2026-11-27 13:24:04.336763+00	web	Dallar hâlâ lambayı kapatıyor.	0	\N	\N	32	65	\N	\N	\N	61	17
23	2	done	[]	2026-11-27 13:24:04.67854+00	t	not_solved	2026-11-27 13:24:04.765391+00	web	Dallar hâlâ lambayı kapatıyor.	0	\N	\N	33	65	\N	\N	\N	61	17
24	3	done	[]	2026-11-27 13:24:05.495093+00	t	not_solved	2026-11-27 13:24:05.651618+00	web	Dallar hâlâ lambayı kapatıyor.	0	\N	\N	34	65	\N	\N	\N	61	17
25	4	done	[]	2026-11-27 13:24:06.113269+00	t	not_solved	2026-11-27 13:24:06.37091+00	web	Dallar hâlâ lambayı kapatıyor.	0	\N	\N	35	65	\N	\N	\N	61	17
44	1		[]	2026-11-27 07:00:00+00	f	not_asked	\N			0	\N	\N	\N	173	\N	\N	\N	61	17
48	2	done	[]	2026-11-27 13:25:12.796083+00	t	waiting	\N			0	2026-12-02 13:25:12.796083+00	\N	15	37	\N	\N	\N	61	17
54	1	planned	[]	2026-11-27 13:25:14.551549+00	t	not_solved	2026-11-27 13:25:14.686872+00	web	Dallar o güne kadar kırılır.	0	\N	\N	67	204	\N	\N	\N	61	17
56	1	planned	[]	2026-11-27 13:25:16.078693+00	t	not_asked	\N			0	\N	\N	69	206	\N	\N	\N	61	17
76	1	done	[]	2026-11-24 08:00:00+00	t	waiting	\N			0	2026-11-29 08:00:00+00	\N	92	236	\N	\N	\N	61	17
77	1	done	[]	2026-11-24 08:01:00+00	t	waiting	\N			0	2026-11-29 08:01:00+00	\N	94	238	\N	\N	\N	61	17
82	1	done	[]	2026-11-27 13:30:41.251119+00	t	waiting	\N			0	2026-12-11 13:30:41.251119+00	\N	106	267	\N	\N	\N	61	17
83	1	done	[]	2026-11-27 13:31:55.34675+00	t	waiting	\N			0	2026-12-02 13:31:55.34675+00	\N	189	438	\N	\N	\N	61	17
\.
COPY cases_confidentialmatter ("case_id", "text", "address", "pin", "reporter_name") FROM stdin;
19	development:687136604:VQxvvsPKmieXxIcs5SC/GH8QSCKqFnVGNN3BcnYj4j4EH6XCpa7Gf7MM1YOMYYHJKhxDcWwjIlhnTfQsQpR9KuY0S6J0rTg=	development:687136604:BisPz0XaGRqf6uZ0Q+cy15XJH9N/FbsZEQeq7AIdFSpYC4VgKShQvwcvFtswNis=	development:687136604:lGsJQyGfoaLmtm3rEq2uFSrpNnJOD97mpogZawYYqxHZ2rBFz6bgDVXavxnW	development:687136604:rYYefo4wJT8OqFXAOyzoA7OUum0uoYGp2KQu0hKioWI3XV8Glte4SsD8kOsN4qM=
23	development:713879843:XwYZLj0X4KWy+IzXcdmT4J9ppWOfZmZibLIdk2PvXPpZ4miV/YUMqLmdpyybjH45/d/tZm/23UY3nuYmLutQyhDeokHnNVU=	development:713879843:ieJs2/Tb3jdL9sKbNxfpXB4M8JynsZjyuaiAu6dvBnDBH2tUlOdBspe8ehWinB4=	development:713879843:D2q/gJYQEW4Pb/AYaIv9MZ+RTMl3Qj+FDoaRyg5RmrD/X+FH+p9VH2G3pyhU	development:713879843:85qT67PkV7+Ob1Xf5FQmcSnf/S3oYnawKJD+xSnWVlmPwM/K8wJGZIA8r1kImyA=
507	(silindi)	(silindi)	(silindi)	(silindi)
\.
COPY cases_contractorlink ("id", "contractor", "words", "with_photos", "digest", "given_at", "expires_at", "revoked_at", "case_id", "given_by_id") FROM stdin;
1	Yeşil Peyzaj A.Ş.	Çınarın yola sarkan dallarını budayın.	f	31c8e77c94f8fbd08da268866d7b787fb4e6c05bb58cc24bbcf04ad3498ab47d	2026-11-27 13:31:50.688945+00	2026-12-04 13:31:50.688945+00	\N	429	5
3	Yeşil Peyzaj A.Ş.	Çınarın yola sarkan dallarını budayın.	t	69a268b033dadbef21d83825db100f22cfb18787b39e9987e4b899c3d3a1bbf7	2026-11-27 13:31:52.08992+00	2026-12-04 13:31:52.089911+00	\N	431	5
4	Yeşil Peyzaj A.Ş.	Çınarın yola sarkan dallarını budayın.	f	a43aad38f4b5abe5abe94adb49c518f74ec1332b53c5a0e224f35541c41ef282	2026-11-27 13:31:52.220458+00	2026-12-04 13:31:52.220443+00	\N	431	5
5	Yeşil Peyzaj A.Ş.	Çınarın yola sarkan dallarını budayın.	f	1537df21d7b3f7d36a896fc5dd6b22ffb62b7c2c339258aedca8d72fd2b5e854	2026-11-27 13:31:52.410688+00	2026-12-04 13:31:52.410681+00	\N	432	5
9	Yeşil Peyzaj A.Ş.	Çınarın yola sarkan dallarını budayın.	f	99d20664a5c2171feb0d90310c9f7f962eb1fe8e6754f3d85c2c4763a07fe076	2026-11-27 13:31:53.950191+00	2026-12-04 13:31:53.950181+00	2026-11-27 13:31:54.009597+00	436	5
\.
COPY cases_contractoropening ("id", "at", "link_id") FROM stdin;
1	2026-11-27 13:31:51.23983+00	1
4	2026-11-27 13:31:52.24796+00	4
\.
COPY cases_contractorreport ("id", "note", "at", "link_id", "photo_id") FROM stdin;
1	Dallar budandı.	2026-11-27 13:31:52.512521+00	5	14
\.
COPY cases_delayedsend ("id", "verb", "typed", "receiver", "made_at", "due_at", "refused", "by_user_id", "case_id") FROM stdin;
1	approve	development:144221779:UzSClpzBM2HqhRU/mlPGx12rJL1KU5wlsWHPzTGDwNaWRYzPaP3CTw0YshU8TDJs4F7R/whEpw==		2026-11-24 07:00:00+00	2026-11-24 07:00:10+00		1	1
\.
COPY cases_draft ("id", "key", "typed", "saved_at", "user_id") FROM stdin;
2	answer:523821381	development:draft:KLIT3OiHLDCLYXLyMMcG5fmDrUzqFh9SI99xY9wU/BSD3sQSZOcGg9CjWSC39mRsB0n6MD65oZawD0Dce/HqC+wX8hHaKNs0EJzOzdY=	2026-11-27 13:31:23.653358+00	5
4	answer:362674258	development:draft:pwaWpmB+HGzeK0LJeFwYpB2l4yJOHix4Ai3RgtG8Px9Nl7a5Gmbj5F+k7UFrsodsTXhz2eAB6U4m2aBx3QhHZA3Ejg==	2026-11-27 13:31:27.859282+00	5
\.
COPY cases_fieldphoto ("id", "shows", "attachment_id", "report_id") FROM stdin;
2	after	4	1
4	after	6	2
\.
COPY cases_fieldreport ("id", "token", "found", "note", "made_at", "at", "by_user_id", "case_id") FROM stdin;
1	6740bd01-5ef7-498a-a2f1-3bd78b25f777	done	Dallar budandı.	2026-11-24 08:00:00+00	2026-11-24 10:00:00+00	5	150
2	a3874f07-fa8a-492d-a907-4109164c0218	done	Dallar budandı.	2026-11-24 08:00:00+00	2026-11-24 10:00:00+00	5	151
\.
COPY cases_forwarding ("id", "reason", "explanation", "at", "by_user_id", "case_id", "from_unit_id", "rule_id", "rule_version_id", "to_unit_id") FROM stdin;
1	Yerin kime ait olduğu belirtilmedi; konunun birimi bakar, onun değilse iade eder.	["Kural 6 yerin sahibi başka olduğu için uymadı: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.", "Kural 7 yerin sahibi başka olduğu için uymadı: Mahalle parkları ve ara sokaklardaki ağaçlar ilçe belediyesinindir."]	2026-11-27 13:23:14.108822+00	\N	1	\N	\N	1	17
2	Yerin kime ait olduğu belirtilmedi; konunun birimi bakar, onun değilse iade eder.	["Kural 6 yerin sahibi başka olduğu için uymadı: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.", "Kural 7 yerin sahibi başka olduğu için uymadı: Mahalle parkları ve ara sokaklardaki ağaçlar ilçe belediyesinindir."]	2026-11-27 13:23:16.670508+00	\N	2	\N	\N	1	17
3	Yerin kime ait olduğu belirtilmedi; konunun birimi bakar, onun değilse iade eder.	["Kural 6 yerin sahibi başka olduğu için uymadı: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.", "Kural 7 yerin sahibi başka olduğu için uymadı: Mahalle parkları ve ara sokaklardaki ağaçlar ilçe belediyesinindir."]	2026-11-27 13:23:16.889917+00	\N	3	\N	\N	1	17
6	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	6	\N	6	1	17
7	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	7	\N	6	1	17
8	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	8	\N	6	1	17
17	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-27 13:23:24.483738+00	\N	17	\N	6	1	17
19	development:687136604:BIwBKVr/oHL4iKNBqbVnscEuC5ll7TID3FmF6kZrMtpr2BshDvYRsU1rWHWW61cdR89xfgw=	[]	2026-10-28 13:23:26.683855+00	\N	19	\N	\N	1	18
20	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	20	\N	6	1	17
22	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	22	\N	6	1	17
23	development:713879843:qZThaUAYAS/8+G0rOYILrdqnmV/0dfg/toYG/F48hY6TR7Jp+q01nJiDh5jv3E/RJXID6V0=	[]	2026-10-28 13:23:28.652046+00	\N	23	\N	\N	1	18
29	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-27 13:23:34.666657+00	\N	29	\N	6	1	17
37	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-27 13:23:40.141863+00	\N	37	\N	6	1	17
38	Yeniden.	[]	2026-11-27 13:23:40.260829+00	1	37	\N	\N	\N	17
40	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-27 13:23:40.345074+00	\N	39	\N	6	1	17
46	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-27 13:23:42.00633+00	\N	45	\N	6	1	17
49	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-02 07:00:00+00	\N	48	\N	6	1	17
50	Bu konuya bu birim bakar.	["Kural 10 yerin sahibi başka olduğu için uymadı: Ara sokaklar ilçe belediyesinindir."]	2026-11-27 11:23:44.15695+00	\N	49	\N	\N	1	26
56	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	54	\N	6	1	17
57	Ağaç değil, direk.	[]	2026-11-26 07:00:00+00	6	54	17	\N	\N	\N
58	Direk.	[]	2026-11-26 11:00:00+00	1	54	\N	\N	\N	26
59	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	55	\N	6	1	17
60	Ağaç değil, direk.	[]	2026-11-26 07:00:00+00	6	55	17	\N	\N	\N
61	Direk.	[]	2026-11-26 11:00:00+00	1	55	\N	\N	\N	17
62	Yine değil.	[]	2026-12-03 07:00:00+00	6	55	17	\N	\N	\N
79	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-27 13:24:02.494392+00	\N	65	\N	6	1	17
80	Vatandaş çözülmedi diyor.	[]	2026-11-27 13:24:04.439069+00	1	65	\N	\N	\N	17
81	Vatandaş çözülmedi diyor.	[]	2026-11-27 13:24:05.097504+00	3	65	\N	\N	\N	17
82	Vatandaş çözülmedi diyor.	[]	2026-11-27 13:24:06.053567+00	4	65	\N	\N	\N	17
157	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	137	\N	6	1	17
173	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	150	\N	6	1	17
174	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	151	\N	6	1	17
181	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-02 07:00:00+00	\N	158	\N	6	1	17
184	Bu konuya bu birim bakar.	[]	2026-11-02 07:00:00+00	\N	161	\N	\N	1	30
188	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-02 07:00:00+00	\N	165	\N	6	1	17
194	Bu konuya bu birim bakar.	[]	2026-11-02 07:00:00+00	\N	171	\N	\N	1	21
195	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-02 07:00:00+00	\N	172	\N	6	1	17
196	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-02 07:00:00+00	\N	173	\N	6	1	17
229	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-27 13:25:14.257195+00	\N	204	\N	6	1	17
232	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-27 13:25:15.731782+00	\N	206	\N	6	1	17
234	Planlanan tarih geçti: iş ne durumda?	[]	2026-11-29 13:25:16.635088+00	\N	206	\N	\N	\N	17
248	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	216	\N	6	1	17
269	Yerin kime ait olduğu belirtilmedi; konunun birimi bakar, onun değilse iade eder.	["Kural 6 yerin sahibi başka olduğu için uymadı: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.", "Kural 7 yerin sahibi başka olduğu için uymadı: Mahalle parkları ve ara sokaklardaki ağaçlar ilçe belediyesinindir."]	2026-11-24 07:00:00+00	\N	236	\N	\N	1	17
271	Yerin kime ait olduğu belirtilmedi; konunun birimi bakar, onun değilse iade eder.	["Kural 6 yerin sahibi başka olduğu için uymadı: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.", "Kural 7 yerin sahibi başka olduğu için uymadı: Mahalle parkları ve ara sokaklardaki ağaçlar ilçe belediyesinindir."]	2026-11-24 07:00:00+00	\N	238	\N	\N	1	17
278	Yerin kime ait olduğu belirtilmedi; konunun birimi bakar, onun değilse iade eder.	["Kural 6 yerin sahibi başka olduğu için uymadı: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.", "Kural 7 yerin sahibi başka olduğu için uymadı: Mahalle parkları ve ara sokaklardaki ağaçlar ilçe belediyesinindir."]	2026-11-24 07:00:00+00	\N	245	\N	\N	1	17
300	Yerin kime ait olduğu belirtilmedi; konunun birimi bakar, onun değilse iade eder.	["Kural 6 yerin sahibi başka olduğu için uymadı: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.", "Kural 7 yerin sahibi başka olduğu için uymadı: Mahalle parkları ve ara sokaklardaki ağaçlar ilçe belediyesinindir."]	2026-11-27 13:30:25.044454+00	\N	267	\N	\N	1	17
353	Yerin kime ait olduğu belirtilmedi; konunun birimi bakar, onun değilse iade eder.	["Kural 6 yerin sahibi başka olduğu için uymadı: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.", "Kural 7 yerin sahibi başka olduğu için uymadı: Mahalle parkları ve ara sokaklardaki ağaçlar ilçe belediyesinindir."]	2026-11-27 13:30:39.444749+00	\N	320	\N	\N	1	17
356	Yerin kime ait olduğu belirtilmedi; konunun birimi bakar, onun değilse iade eder.	["Kural 6 yerin sahibi başka olduğu için uymadı: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.", "Kural 7 yerin sahibi başka olduğu için uymadı: Mahalle parkları ve ara sokaklardaki ağaçlar ilçe belediyesinindir."]	2026-11-27 13:30:40.024386+00	\N	323	\N	\N	1	17
365	Yerin kime ait olduğu belirtilmedi; konunun birimi bakar, onun değilse iade eder.	["Kural 6 yerin sahibi başka olduğu için uymadı: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.", "Kural 7 yerin sahibi başka olduğu için uymadı: Mahalle parkları ve ara sokaklardaki ağaçlar ilçe belediyesinindir."]	2026-11-27 13:30:47.933502+00	\N	332	\N	\N	1	17
366	Yerin kime ait olduğu belirtilmedi; konunun birimi bakar, onun değilse iade eder.	["Kural 6 yerin sahibi başka olduğu için uymadı: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.", "Kural 7 yerin sahibi başka olduğu için uymadı: Mahalle parkları ve ara sokaklardaki ağaçlar ilçe belediyesinindir."]	2026-11-27 13:30:48.386853+00	\N	333	\N	\N	1	17
368	Yerin kime ait olduğu belirtilmedi; konunun birimi bakar, onun değilse iade eder.	["Kural 6 yerin sahibi başka olduğu için uymadı: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.", "Kural 7 yerin sahibi başka olduğu için uymadı: Mahalle parkları ve ara sokaklardaki ağaçlar ilçe belediyesinindir."]	2026-11-27 13:30:49.095687+00	\N	335	\N	\N	1	17
369	Yerin kime ait olduğu belirtilmedi; konunun birimi bakar, onun değilse iade eder.	["Kural 6 yerin sahibi başka olduğu için uymadı: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.", "Kural 7 yerin sahibi başka olduğu için uymadı: Mahalle parkları ve ara sokaklardaki ağaçlar ilçe belediyesinindir."]	2026-11-27 13:30:49.510721+00	\N	336	\N	\N	1	17
417	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	383	\N	6	1	17
459	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	420	\N	6	1	17
460	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	421	\N	6	1	17
468	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	429	\N	6	1	17
470	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	431	\N	6	1	17
471	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	432	\N	6	1	17
475	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	436	\N	6	1	17
476	Bizim değil.	[]	2026-11-27 13:31:54.009597+00	5	436	17	\N	\N	\N
479	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	438	\N	6	1	17
549	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	["Kural 6 karar verdi: Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir."]	2026-11-24 07:00:00+00	\N	506	\N	6	1	17
\.
COPY cases_handback ("id", "sent_at", "returned_at", "went_on_at", "case_id", "returned_id", "unit_id", "went_to_id") FROM stdin;
1	2026-11-24 07:00:00+00	2026-11-27 13:23:54.22557+00	2026-11-26 11:00:00+00	54	57	17	26
2	2026-11-24 07:00:00+00	2026-11-27 13:23:54.22557+00	2026-11-26 11:00:00+00	55	60	17	17
\.
COPY cases_incident ("id", "title", "lat", "lon", "radius_m", "expected_end_at", "opened_at", "ended_at", "announcement_id", "district_id", "ended_by_id", "lead_id", "opened_by_id") FROM stdin;
11	Ana boru patladı	\N	\N	\N	2026-11-27 16:30:47.922729+00	2026-11-27 13:30:47.933502+00	\N	\N	8	\N	332	4
12	Ana boru patladı	\N	\N	\N	2026-11-27 16:30:48.372685+00	2026-11-27 13:30:48.386853+00	\N	\N	8	\N	333	4
14	Ana boru patladı	40.76911	29.97525	500	2026-11-27 16:30:49.084451+00	2026-11-27 13:30:49.095687+00	\N	\N	8	\N	335	4
15	Ana boru patladı	40.76911	29.97525	500	2026-11-27 16:30:49.508175+00	2026-11-27 13:30:49.510721+00	\N	\N	8	\N	336	4
\.
COPY cases_incident_neighborhoods ("id", "incident_id", "neighborhood_id") FROM stdin;
1	11	273
2	12	273
\.
COPY cases_knownword ("id", "word") FROM stdin;
1	çukur
2	ağaç
\.
COPY cases_linkedreport ("id", "joined_at", "ended_at", "ending", "reason", "case_id", "ended_by_id", "joined_by_id", "lead_id") FROM stdin;
76	2026-11-27 13:30:39.50188+00	2026-11-27 13:30:45.4572+00	answered		320	\N	1	267
79	2026-11-27 13:30:40.14361+00	2026-11-27 13:30:45.4572+00	answered		323	\N	1	267
\.
COPY cases_note ("id", "text", "at", "by_user_id", "case_id") FROM stdin;
1	Numara kapalı	2026-11-27 13:23:36.604997+00	2	29
6	Vinç gerekecek.	2026-11-24 07:00:00+00	6	506
\.
COPY cases_notice ("id", "purpose", "text", "way", "reference", "at", "by_user_id", "case_id", "contact_id") FROM stdin;
4	costs	Belgeler 120 TL.	email		2026-11-05 07:00:00+00	1	172	5
5	costs	Belgeler 120 TL.	email		2026-11-05 07:00:00+00	1	173	5
6	costs	Belgeler 120 TL.	call	Ayşe Işık	2026-11-05 07:00:00+00	1	173	5
\.
COPY cases_objection ("id", "number", "opened_at", "for_supervisor", "taken_at", "case_id", "closing_id", "ended_by_id", "taken_by_id") FROM stdin;
3	1	2026-11-27 13:23:40.249374+00	f	2026-11-27 13:23:40.260829+00	37	12	48	1
14	3	2026-11-27 13:24:05.651618+00	t	2026-11-27 13:24:06.053567+00	65	24	25	4
\.
COPY cases_particulars ("case_id", "address", "signature", "signature_reference", "identity_number", "signed_paper_id") FROM stdin;
48	Alemdar Caddesi 3, İzmit	paper	2026/1453		2
158	Alemdar Caddesi 3, İzmit	paper	2026/1453		\N
\.
COPY cases_parttelling ("id", "step", "at", "part_id") FROM stdin;
1	remind	2026-11-24 07:00:00+00	1
\.
COPY cases_parttelling_users ("id", "parttelling_id", "user_id") FROM stdin;
1	1	1
\.
COPY cases_presence ("id", "writes", "seen_at", "case_id", "user_id") FROM stdin;
1	t	2026-11-27 13:31:45.884557+00	420	6
4	t	2026-11-27 13:31:47.020347+00	421	6
\.
COPY cases_question ("id", "text", "way", "asked_at", "expires_at", "holds_clock", "state", "ended_at", "reply", "reply_channel", "asked_by_id", "case_id", "contact_id") FROM stdin;
3	Hangi ağaç: okulun önündeki mi, köşedeki mi?	sms	2026-11-24 08:00:00+00	2026-12-01 08:00:00+00	t	answered	2026-11-24 09:00:00+00	Köşedeki büyük çınar.	web	5	137	1
19	Hangi ağaç?	sms	2026-11-27 13:31:32.29495+00	2026-12-04 13:31:32.29495+00	f	answered	2026-11-27 13:31:32.378212+00	Köşedeki büyük çınar.	web	5	383	1
20	Hangi ağaç?	page	2026-11-27 14:31:32.29495+00	2026-12-04 14:31:32.29495+00	f	answered	2026-11-27 14:31:32.378212+00	Köşedeki büyük çınar.	web	5	383	\N
21	Hangi ağaç?	call	2026-11-27 15:31:32.29495+00	2026-12-04 15:31:32.29495+00	f	answered	2026-11-27 15:31:32.378212+00	Köşedeki büyük çınar.	phone	5	383	1
\.
COPY cases_raisedalarm ("id", "alarm", "name", "raised_at", "state", "settled_at", "reason", "overdue_at", "case_id", "settled_by_id") FROM stdin;
1	gaz	Gaz kokusu	2026-11-24 07:00:00+00	raised	\N		2026-11-24 07:10:00+00	6	\N
2	gaz	Gaz kokusu	2026-11-24 07:00:00+00	raised	\N		2026-11-24 07:10:00+00	8	\N
13	gaz	Gaz kokusu	2026-11-24 07:00:00+00	dismissed	2026-11-27 13:23:27.105103+00	Çöp.	\N	20	1
14	gaz	Gaz kokusu	2026-11-24 07:00:00+00	dismissed	2026-11-27 13:23:28.847657+00	Çöp.	\N	22	1
\.
COPY cases_raisedalarm_told ("id", "raisedalarm_id", "user_id") FROM stdin;
3	1	4
5	2	4
\.
COPY cases_registerentry ("case_id", "register", "number", "arrived_date", "due_date") FROM stdin;
3	CİMER	1	2026-11-02	\N
165	CİMER	2600123	2026-10-30	2026-11-20
\.
COPY cases_relay ("id", "channel", "state", "asked_at", "finished_at", "answer_id", "case_id", "contact_id") FROM stdin;
1	call	told	2026-11-27 13:23:24.677263+00	2026-11-27 13:23:25.072214+00	1	17	1
6	sms	given_up	2026-11-27 13:23:35.784947+00	2026-11-27 13:23:36.604997+00	6	29	1
15	sms	exhausted	2026-11-27 13:23:40.180572+00	2026-11-27 13:23:40.216133+00	14	37	1
16	call	told	2026-11-27 13:23:40.226281+00	2026-11-27 13:23:40.235312+00	14	37	1
17	sms	told	2026-11-27 13:23:40.27906+00	2026-11-27 13:25:12.796083+00	15	37	1
18	sms	told	2026-11-27 13:23:42.313369+00	2026-11-27 13:23:42.449543+00	17	45	1
27	sms	told	2026-11-27 13:24:03.64437+00	2026-11-27 13:24:04.211652+00	32	65	1
28	sms	told	2026-11-27 13:24:04.601282+00	2026-11-27 13:24:04.67854+00	33	65	1
29	sms	told	2026-11-27 13:24:05.208711+00	2026-11-27 13:24:05.495093+00	34	65	1
30	sms	told	2026-11-27 13:24:06.08292+00	2026-11-27 13:24:06.113269+00	35	65	1
56	sms	told	2026-11-27 13:25:14.42547+00	2026-11-27 13:25:14.551549+00	67	204	1
58	sms	told	2026-11-27 13:25:15.944308+00	2026-11-27 13:25:16.078693+00	69	206	1
81	sms	told	2026-11-24 07:00:00+00	2026-11-24 08:00:00+00	92	236	1
83	sms	told	2026-11-24 07:00:00+00	2026-11-24 08:01:00+00	94	238	1
87	sms	exhausted	2026-11-24 07:00:00+00	2026-11-24 08:00:00+00	98	245	1
95	none	told	2026-11-27 13:30:41.251119+00	2026-11-27 13:30:41.251119+00	106	267	\N
148	sms	pending	2026-11-27 13:30:45.4572+00	\N	159	320	116
151	sms	pending	2026-11-27 13:30:45.4572+00	\N	162	323	122
157	sms	told	2026-11-27 13:31:55.189432+00	2026-11-27 13:31:55.34675+00	189	438	1
\.
COPY cases_relayattempt ("id", "number", "at", "result", "detail", "by_user_id", "relay_id") FROM stdin;
1	1	2026-11-27 13:23:25.072214+00	told		1	1
78	1	2026-11-24 08:00:00+00	failed	gone	\N	87
\.
COPY cases_savedview ("id", "name", "filters", "is_default", "user_id") FROM stdin;
1	Gecikenler	{"due": "late"}	t	1
\.
COPY cases_subtask ("id", "asked_at", "text", "due_at", "state", "ended_at", "words", "next_step", "next_step_at", "asked_by_id", "asked_by_unit_id", "case_id", "ended_by_id", "unit_id") FROM stdin;
1	2026-11-27 13:23:40.37146+00	Ağaç ekibi için yolu 9 ile 12 arasında kapatın.	2026-11-28 13:23:40.371106+00	asked	\N		remind	2026-11-28 01:23:40.371283+00	5	17	39	\N	26
\.
COPY channels_capturedmessage ("id", "key", "channel", "to", "subject", "body", "at") FROM stdin;
3	b64281dc-b870-430f-b056-510e29fb84ef	email	ayse@example.org	Başvurunuzu aldık: 348 957 995	Merhaba,\n\n"Ağaç budama" konulu başvurunuzu aldık; ilgili birime iletiyoruz.\n\nTakip kodunuz: 348 957 995\nSon tarih: 8 Aralık 2026 17:30\n\nBaşvurunuzun durumunu buradan görebilirsiniz:\nhttp://localhost:8153/t/luiARbygYPhMvdW1/\n\nSorunuz olursa 153'ü arayıp takip kodunuzu söylemeniz yeterli.\n\nKocaeli Büyükşehir Belediyesi	2026-11-27 13:30:18.720442+00
10	d5d43c3b-f183-498a-b865-7d3c25027b6e	email	elif@example.org	Parola	<b>http://localhost/x</b>	2026-11-27 13:30:20.072604+00
\.
COPY channels_outboundmessage ("id", "channel", "purpose", "to", "subject", "body", "language", "state", "created_at", "due_at", "attempts", "claimed_by", "claimed_at", "last_error", "provider_reference", "sent_at", "case_id", "interaction_id", "relay_id") FROM stdin;
ea3d9e0c-f0eb-43b1-8db6-bc2ac53cb6e5	sms	answer	+905320000101		803 473 665 kodlu başvurunuzun sonucu: Sokak lambasını bugün onardık, ışık yanıyor.\nÇözüldü mü? http://localhost:8153/t/S6brU1Xcg1sH11W_/\nKocaeli 153	tr	sent	2026-11-24 07:00:00+00	2026-11-24 07:00:00+00	1	7325d872-8acb-4b43-9997-38200ee1df57	2026-11-24 08:00:00+00		outside:ea3d9e0c-f0eb-43b1-8db6-bc2ac53cb6e5	2026-11-24 08:00:00+00	236	\N	81
f14aaca5-5988-4e8a-a791-81580a1c94a0	sms	answer	+905320000101		760 873 253 kodlu başvurunuzun sonucu: Sokak lambasını bugün onardık, ışık yanıyor.\nÇözüldü mü? http://localhost:8153/t/ny7jL8jW8GzrdqXl/\nKocaeli 153	tr	sent	2026-11-24 07:00:00+00	2026-11-24 08:01:00+00	2	991d0021-18e5-4e8a-ac69-5cb769afcb3a	2026-11-24 08:01:00+00		outside:f14aaca5-5988-4e8a-a791-81580a1c94a0	2026-11-24 08:01:00+00	238	\N	83
\.
COPY citizens_accesslog ("id", "case_id", "what", "reason", "at", "user_id", "citizen_id", "interaction_id") FROM stdin;
1	123	desk		2026-11-27 13:24:34.140276+00	8	1	\N
2	125	unit		2026-11-27 13:24:34.404392+00	5	1	\N
\.
COPY citizens_citizen ("id", "created_at", "language", "apart") FROM stdin;
1	2026-11-27 13:23:14.108822+00	tr	f
2	2026-10-28 13:23:26.683855+00	tr	t
3	2026-10-28 13:23:28.652046+00	tr	t
4	2026-11-24 07:00:00+00	tr	f
8	2026-11-24 07:00:00+00	tr	f
61	2026-11-27 13:30:39.444749+00	tr	f
64	2026-11-27 13:30:40.024386+00	tr	f
\.
COPY citizens_identity ("id", "kind", "value", "verified_at", "citizen_id") FROM stdin;
1	phone	+905320000101	\N	1
2	phone	+905329998877	\N	2
3	phone	+905329998877	\N	3
4	phone	+905320000104	\N	4
5	email	mehmet@example.org	\N	4
8	phone	+905320000106	\N	8
9	email	umit@example.org	\N	8
10	email	ayse@example.org	\N	1
11	phone	+905320000105	\N	1
116	phone	+905321100053	\N	61
117	email	v53@example.org	\N	61
122	phone	+905321100056	\N	64
123	email	v56@example.org	\N	64
\.
COPY citizens_interaction ("id", "channel", "direction", "address", "started_at", "answered_at", "ended_at", "disposition", "note", "rating", "agent_id", "citizen_id", "redirected_to_id", "topic_id") FROM stdin;
1	counter	in	+905320000101	2026-11-27 13:23:14.108822+00	2026-11-27 13:23:14.108822+00	2026-11-27 13:23:14.108822+00	case		\N	1	1	\N	61
2	web	in	+905320000101	2026-11-27 13:23:16.670508+00	\N	2026-11-27 13:23:16.670508+00	case		\N	\N	1	\N	61
4	counter	in	+905320000101	2026-11-27 13:23:18.170997+00	2026-11-27 13:23:18.170997+00	2026-11-27 13:23:18.170997+00	case		\N	1	1	\N	61
8	phone	in	+905320000101	2026-11-24 06:59:51+00	2026-11-24 07:00:00+00	2026-11-24 07:00:20+00	\N		\N	1	\N	\N	\N
9	phone	in	+905320000101	2026-11-24 06:59:51+00	2026-11-24 07:00:00+00	2026-11-24 07:00:20+00	\N		\N	1	\N	\N	\N
16	phone	in	+905320000101	2026-11-24 06:59:51+00	2026-11-24 07:00:00+00	2026-11-24 07:00:20+00	\N		\N	1	\N	\N	\N
18	phone	in	+905320000101	2026-11-24 06:59:51+00	2026-11-24 07:00:00+00	2026-11-24 07:01:00+00	\N		\N	1	\N	\N	\N
26	phone	in	+905320000101	2026-12-04 06:59:51+00	2026-12-04 07:00:00+00	2026-12-04 07:00:20+00	\N		\N	1	\N	\N	\N
34	phone	in	+905320000101	2026-11-24 07:00:00+00	2026-11-24 07:00:08+00	\N	\N		\N	1	\N	\N	\N
36	phone	in	+905320000101	2025-11-24 16:01:30+00	2025-11-24 16:01:35+00	2025-11-24 16:03:20+00	\N		\N	4	\N	\N	\N
42	phone	in	+905320000101	2026-11-27 11:27:57.179676+00	2026-11-27 11:28:06.179676+00	2026-11-27 11:28:26.179676+00	\N		\N	1	\N	\N	\N
58	phone	in	+905320000101	2026-11-24 07:00:00+00	2026-11-24 07:00:08+00	\N	\N		\N	1	\N	\N	\N
59	phone	in	+905320000101	2026-11-24 07:00:00+00	2026-11-24 07:00:08+00	\N	\N		\N	1	\N	\N	\N
\.
COPY citizens_person ("citizen_id", "full_name", "note") FROM stdin;
1	Ayşe Işık	
4	Mehmet Öztürk	
8	Ümit Özgür	
61	Vatandaş 53	
64	Vatandaş 56	
\.
COPY city_casekind ("slug", "name", "position", "law", "say", "needs", "anonymous", "hold", "standard_amount", "standard_unit", "extension", "interim", "pay_within", "forward_and_inform", "register", "retired_at") FROM stdin;
cimer	CİMER başvurusu	8	3071 sayılı Dilekçe Hakkının Kullanılmasına Dair Kanun, madde 7	Süre CİMER'e geliş tarihinden başlar. CİMER'in verdiği son tarih de yazılır.	[]	t	f	30	days	0	60	0	f	CİMER	\N
cimer_information	CİMER bilgi edinme	9	4982 sayılı Bilgi Edinme Hakkı Kanunu, madde 11	Süre CİMER'e geliş tarihinden başlar: 15 iş günü. CİMER'in verdiği son tarih de yazılır.	[]	t	f	15	working_days	30	0	15	f	CİMER	\N
complaint	şikâyet	2			[]	f	t	\N		0	0	0	f		\N
data_subject	kişisel veri başvurusu (KVKK)	10	6698 sayılı Kişisel Verilerin Korunması Kanunu, madde 13	Kimliği doğrulanmadan kişisel veri açıklanmaz. Yanıt en geç 30 gün içinde verilir.	["full_name", "identity_number"]	f	f	30	days	0	0	0	f		\N
information	bilgi edinme (4982)	7	4982 sayılı Bilgi Edinme Hakkı Kanunu, madde 6, 10 ve 11	Yanıt en geç 15 iş günü içinde; başka birim veya kurumdan görüş gerekirse 30 iş günü. Ret hâlinde 15 gün içinde Bilgi Edinme Değerlendirme Kuruluna itiraz edilebilir.	["full_name", "address", "signature_or_identity"]	f	f	15	working_days	30	0	15	t		\N
petition	dilekçe (3071)	6	3071 sayılı Dilekçe Hakkının Kullanılmasına Dair Kanun, madde 4 ve 7	Telefonla dilekçe verilmez: imzalı kâğıt, e-imza, KEP veya e-Devlet gerekir. Yanıt en geç 30 gün içinde, gerekçesiyle verilir.	["full_name", "address", "signature"]	f	f	30	days	0	60	0	t		\N
request	talep	1			[]	f	f	\N		0	0	0	f		\N
suggestion	öneri	3			[]	f	t	\N		0	0	0	f		\N
thanks	teşekkür	5			[]	f	t	\N		0	0	0	f		\N
tip_off	ihbar	4			[]	t	t	\N		0	0	0	f		\N
\.
COPY city_city ("id", "slug", "name", "short_name", "province", "country", "timezone", "language", "number", "emergency_number", "link_domain", "sms_sender", "email_sender", "accent", "accent_on_dark", "map_lat", "map_lon", "map_bounds", "base_map_url", "working_time", "question_days", "texts", "closing", "telling", "duplicates", "alarms", "look_within", "routing_reasons", "loaded_at") FROM stdin;
1	kocaeli	Kocaeli Büyükşehir Belediyesi	Kocaeli	Kocaeli	TR	Europe/Istanbul	tr	153	112	153.kocaeli.example	KOCAELI153	153@kocaeli.example	#0b6a5b	#5ed0b9	40.7655	29.94	[29.3, 40.5, 30.4, 41.25]		{"leave": {"2026-11-05": "all day"}, "opens": "08:30", "closes": "17:30", "weekdays": ["mon", "tue", "wed", "thu", "fri"], "half_day_closes": "13:00"}	7	{"en": {"answer_sms": "Your application {code}: {answer}\\nSolved? {link}\\n{short_name} {number}", "notice_sms": "Your application {code}: {notice}\\nDetails: {link}\\n{short_name} {number}", "status_sms": "Your application {code}: {status}\\nDetails: {link}\\n{short_name} {number}", "costs_words": "Preparing the documents you asked for costs ... . The time stands until you pay. If you do not pay within {days} working days, the application counts as withdrawn.", "planned_sms": "Your application {code} is planned for {planned}: {answer}\\nWe ask you again after that day. If you object: {link}\\n{short_name} {number}", "receipt_sms": "We received your application and pass it to the responsible unit.\\nCode: {code}\\nDue by: {due}\\nStatus: {link}\\n{short_name} {number}", "office_words": "hereby\\npursuant\\naforementioned\\nherein\\nhenceforth\\nin accordance with\\nwith regard to\\nin respect of\\nprior to\\nsubsequent to", "planned_talk": "Hello, this is {short_name} {number}. Am I speaking with {name}?\\nYour application {code}, \\"{topic}\\", is planned for {planned}.\\n{answer}\\nWe come back to you after that day. Do you object to this plan?", "question_sms": "We have a question about your application {code}: {question}\\nPlease answer by {until} here: {link}\\nOr call {number}.\\n{short_name} {number}", "callback_talk": "Hello, this is {short_name} {number}. Am I speaking with {name}?\\nI am calling about your application {code}, \\"{topic}\\".\\n{answer}\\nDid this solve the matter?", "interim_words": "We are looking into your petition: ... We will tell you the result separately, by {due} at the latest.", "invitation_sms": "{short_name} {number} asks you into a call. Open this within half an hour: {link}", "extension_words": "We asked another office for the information. The law lets us take longer for this; you get the answer by {due} at the latest.", "passed_on_words": "Your application is not ours to decide. We passed it on to the responsible body, which will answer you.", "confidential_sms": "{short_name}: for news about your record {code} please call {number}.", "confirmation_sms": "Your application {code} is concluded. Did it solve the matter? Tell us with one tap: {link}\\n{short_name} {number}", "answer_email_body": "Hello,\\n\\nHere is the answer to your application about \\"{topic}\\":\\n\\n{answer}\\n\\nDid this solve the matter? Tell us with one tap; every step is there too:\\n{link}\\n\\nIf not, another colleague looks at it again. You may also call {number}.\\n\\n{city}", "notice_email_body": "Hello,\\n\\nAbout your application \\"{topic}\\":\\n\\n{notice}\\n\\nYou can see every step here:\\n{link}\\n\\nIf you have a question, call {number} and tell us your tracking code.\\n\\n{city}", "planned_email_body": "Hello,\\n\\nYour application about \\"{topic}\\" is planned for {planned}:\\n\\n{answer}\\n\\nAfter that day the unit says what it did, and we ask you again. If you object to the plan, tell us here:\\n{link}\\n\\nYou may also call {number}.\\n\\n{city}", "receipt_email_body": "Hello,\\n\\nWe received your application about \\"{topic}\\" and are passing it to the responsible unit.\\n\\nYour tracking code: {code}\\nDue by: {due}\\n\\nYou can see how it stands here:\\n{link}\\n\\nIf you have a question, call {number} and tell us your tracking code.\\n\\n{city}", "known_abbreviations": "SMS\\nPDF", "question_email_body": "Hello,\\n\\nThe office that works on your application \\"{topic}\\" has a question:\\n\\n{question}\\n\\nYou can answer here by {until}:\\n{link}\\n\\nOr call {number} and tell us your tracking code; we write it down. If no answer comes, the office goes on with what it knows.\\n\\n{city}", "answer_email_subject": "The answer to your application {code}", "notice_email_subject": "News about your application {code}", "invitation_email_body": "Hello,\\n\\n{city} asks you into a call that is going on. To join, open this link within half an hour; your browser asks for microphone and camera:\\n{link}\\n\\nIf you do not expect this, you need not do anything.\\n\\n{short_name} {number}", "planned_email_subject": "Planned: your application {code}", "receipt_email_subject": "We received your application: {code}", "question_email_subject": "A question about your application {code}", "confidential_email_body": "Hello,\\n\\nFor news about your record {code} please call {number}.\\n\\n{city}", "confirmation_email_body": "Hello,\\n\\nWe concluded your application about \\"{topic}\\". Did this solve the matter? Tell us with one tap:\\n{link}\\n\\nIf not, another colleague looks at it again. If you would rather not say, you need not do anything.\\n\\n{city}", "invitation_email_subject": "{short_name} {number} asks you into a call", "confidential_email_subject": "{short_name} record {code}", "confirmation_email_subject": "Is it solved? {code}"}, "tr": {"answer_sms": "{code} kodlu başvurunuzun sonucu: {answer}\\nÇözüldü mü? {link}\\n{short_name} {number}", "notice_sms": "{code} kodlu başvurunuz: {notice}\\nAyrıntı: {link}\\n{short_name} {number}", "status_sms": "{code} kodlu başvurunuz: {status}\\nAyrıntı: {link}\\n{short_name} {number}", "costs_words": "İstediğiniz belgelerin hazırlanması ücrete tabi: ... TL. Ödeme yapılana kadar süre durur. {days} iş günü içinde ödemezseniz başvurunuzdan vazgeçmiş sayılırsınız.", "planned_sms": "{code} kodlu başvurunuzu {planned} için programa aldık: {answer}\\nO tarihten sonra size yeniden soracağız. İtirazınız varsa: {link}\\n{short_name} {number}", "receipt_sms": "Başvurunuzu aldık, ilgili birime iletiyoruz.\\nTakip kodu: {code}\\nSon tarih: {due}\\nDurumu: {link}\\n{short_name} {number}", "office_words": "tarafımızca\\ntarafınızca\\nivedilikle\\nbahse konu\\nmezkûr\\nişbu\\nhususunda\\nistinaden\\nbinaen\\nmarifetiyle\\nuhdesinde\\nsehven\\ntetkik\\nmuhteviyat\\nrica olunur\\narz olunur\\ngereğini\\nilgi yazı\\nmevzuat çerçevesinde\\ntarafınıza", "planned_talk": "Merhaba, {short_name} {number}'ten arıyorum. {name} ile mi görüşüyorum?\\n\\"{topic}\\" konulu, {code} kodlu başvurunuzu {planned} için programa aldık.\\n{answer}\\nO tarihten sonra sizi yeniden bilgilendireceğiz. Bu plana bir itirazınız var mı?", "question_sms": "{code} kodlu başvurunuz için bir sorumuz var: {question}\\nYanıtınızı en geç {until} tarihine kadar buradan yazın: {link}\\nDilerseniz {number}'ü arayın.\\n{short_name} {number}", "callback_talk": "Merhaba, {short_name} {number}'ten arıyorum. {name} ile mi görüşüyorum?\\n\\"{topic}\\" konulu, {code} kodlu başvurunuzun sonucunu bildirmek istiyorum.\\n{answer}\\nBu, sorununuzu çözdü mü?", "interim_words": "Başvurunuzu inceliyoruz: ... Sonucu size ayrıca, en geç {due} tarihinde bildireceğiz.", "invitation_sms": "{short_name} {number} görüntülü görüşmesine çağrıldınız.\\nYarım saat içinde açın: {link}", "extension_words": "Bilgiyi başka bir birimden istedik. Bu yüzden yanıt süresini kanunun izin verdiği şekilde uzattık; yanıtınız en geç {due} tarihinde hazır.", "passed_on_words": "Başvurunuz görev alanımızda değil. Yetkili kuruma ilettik; yanıtı size o kurum verecek.", "confidential_sms": "{short_name}: {code} numaralı kaydınızla ilgili bilgi için {number} numarasını arayabilirsiniz.", "confirmation_sms": "{code} kodlu başvurunuz sonuçlandı. Sorununuz çözüldü mü? Tek dokunuşla söyleyin: {link}\\n{short_name} {number}", "answer_email_body": "Merhaba,\\n\\n\\"{topic}\\" konulu başvurunuzu sonuçlandırdık:\\n\\n{answer}\\n\\nBu, sorununuzu çözdü mü? Tek dokunuşla söyleyin; bütün adımlar da burada:\\n{link}\\n\\nÇözmediyse başvurunuza başka bir arkadaşımız yeniden bakar. İsterseniz {number}'ü de arayabilirsiniz.\\n\\n{city}", "notice_email_body": "Merhaba,\\n\\n\\"{topic}\\" konulu başvurunuz hakkında:\\n\\n{notice}\\n\\nBaşvurunuzun bütün adımlarını buradan görebilirsiniz:\\n{link}\\n\\nSorunuz olursa {number}'ü arayıp takip kodunuzu söylemeniz yeterli.\\n\\n{city}", "planned_email_body": "Merhaba,\\n\\n\\"{topic}\\" konulu başvurunuzu {planned} için programa aldık:\\n\\n{answer}\\n\\nO tarihten sonra birim ne yaptığını yazacak ve size yeniden soracağız. Plana itirazınız varsa buradan yazabilirsiniz:\\n{link}\\n\\nİsterseniz {number}'ü de arayabilirsiniz.\\n\\n{city}", "receipt_email_body": "Merhaba,\\n\\n\\"{topic}\\" konulu başvurunuzu aldık; ilgili birime iletiyoruz.\\n\\nTakip kodunuz: {code}\\nSon tarih: {due}\\n\\nBaşvurunuzun durumunu buradan görebilirsiniz:\\n{link}\\n\\nSorunuz olursa {number}'ü arayıp takip kodunuzu söylemeniz yeterli.\\n\\n{city}", "known_abbreviations": "SMS\\nPDF\\nTL", "question_email_body": "Merhaba,\\n\\n\\"{topic}\\" konulu başvurunuz üzerinde çalışan birimin size bir sorusu var:\\n\\n{question}\\n\\nYanıtınızı en geç {until} tarihine kadar buradan yazabilirsiniz:\\n{link}\\n\\nDilerseniz {number}'ü arayıp takip kodunuzu söyleyin; yanıtınızı biz yazarız. Yanıt gelmezse birim elindeki bilgilerle devam eder.\\n\\n{city}", "answer_email_subject": "Başvurunuz sonuçlandı: {code}", "notice_email_subject": "Başvurunuz hakkında bilgi: {code}", "invitation_email_body": "Merhaba,\\n\\n{city} sizi şu an süren bir görüşmeye çağırıyor. Katılmak için yarım saat içinde bu bağlantıyı açın; tarayıcınız mikrofon ve kamera için izin ister:\\n{link}\\n\\nBu iletiyi beklemiyorsanız bir şey yapmanız gerekmez.\\n\\n{short_name} {number}", "planned_email_subject": "Başvurunuz programa alındı: {code}", "receipt_email_subject": "Başvurunuzu aldık: {code}", "question_email_subject": "Başvurunuz için bir sorumuz var: {code}", "confidential_email_body": "Merhaba,\\n\\n{code} numaralı kaydınızla ilgili bilgi için {number} numarasını arayabilirsiniz.\\n\\n{city}", "confirmation_email_body": "Merhaba,\\n\\n\\"{topic}\\" konulu başvurunuzu sonuçlandırmıştık. Bu, sorununuzu çözdü mü? Tek dokunuşla söyleyebilirsiniz:\\n{link}\\n\\nÇözmediyse başvurunuza başka bir arkadaşımız yeniden bakar. Çözdüyse ya da söylemek istemezseniz bir şey yapmanız gerekmez.\\n\\n{city}", "invitation_email_subject": "{short_name} {number} görüşmesine çağrıldınız", "confidential_email_subject": "{short_name} kayıt no {code}", "confirmation_email_subject": "Sorununuz çözüldü mü? {code}"}}	{"reminders": 1, "objections": 3, "remind_hour": 10, "remind_after": 5, "answer_within": 14, "recontact_days": 30, "supervisor_from": 3, "recontact_meters": 100}	{"top_after": 5, "manager_after": 1, "remind_before": 2}	{"far_m": 1500, "near_m": 150, "at_most": 5, "offer_at": 0.6, "days_open": 60, "days_closed": 14}	[{"say": "Elektrik düğmelerine dokunmadan, ateş yakmadan dışarı çıkmalarını söyleyin. Hemen 112'yi arasınlar; doğal gazda 187 de açıktır.", "call": "112", "name": "Gaz kokusu", "slug": "gaz", "phrases": ["gaz kokusu", "gaz kokuyor", "gaz kokan", "gaz sızıntısı", "gaz sızıyor", "gaz kaçağı", "gaz kaçırıyor", "gaz borusu patladı", "gaz borusu delindi", "gaz hattı delindi"], "harmless": ["egzoz gazı", "biber gazı", "gaz kaçağı testi", "gaz kaçağı kontrolü"]}, {"say": "Adresi ve içeride kimse olup olmadığını sorun. 112'yi aramalarını söyleyin; itfaiye oradan çıkar.", "call": "112", "name": "Yangın", "slug": "yangin", "phrases": ["yangın", "alev aldı", "alevler içinde", "alevler yükseliyor", "ev yanıyor", "bina yanıyor", "araç yanıyor", "araba yanıyor", "orman yanıyor", "çöp konteyneri yanıyor", "duman çıkıyor"], "harmless": ["yangın merdiveni", "yangın tüpü", "yangın söndürücü", "yangın söndürme", "yangın hortumu", "yangın kapısı", "yangın vanası", "yangın musluğu", "yangın hidrantı", "yangın dolabı", "yangın alarmı", "yangın raporu", "yangın tatbikatı", "yangın eğitimi", "yangın yeri", "yangın yönetmeliği", "yangından korunma", "bacadan duman", "bacasından duman", "bacalarından duman", "egzozundan duman"]}, {"say": "Oradan uzak durmalarını söyleyin. Altında kalan varsa 112.", "call": "112", "name": "Göçük, çökme, yıkılma tehlikesi", "slug": "cokme", "phrases": ["göçük altında", "göçük oluştu", "yolda göçük", "yol çöktü", "yol çökmüş", "bina çöktü", "bina çökmek üzere", "bina yıkılmak üzere", "bina yıkılıyor", "ev yıkılmak üzere", "duvar yıkıldı", "duvar yıkılmak üzere", "istinat duvarı çöktü", "enkaz altında", "toprak kaydı", "heyelan"], "harmless": ["heyelan haritası", "heyelan raporu"]}, {"say": "Tele ve direğe yaklaşmasınlar, başkalarını da uzak tutsunlar. Çarpılan varsa 112.", "call": "112", "name": "Kopan tel, elektrik çarpması", "slug": "elektrik", "phrases": ["elektrik teli sarkıyor", "elektrik telleri yerde", "tel koptu", "teli koptu", "telleri koptu", "tel kopmuş", "teli kopmuş", "telleri kopmuş", "kablo koptu", "kablo kopmuş", "kablosu kopmuş", "elektrik kablosu açıkta", "kablolar açıkta", "elektrik çarptı", "elektrik çarpıyor", "elektrik çarpması", "elektriğe kapıldı", "direk devrildi", "elektrik direği devrilmek üzere", "trafo patladı", "kıvılcım çıkıyor"], "harmless": ["internet kablosu", "telefon", "tel örgü"]}, {"say": "Yerini tam olarak sorun, başında durabilirlerse uyarsınlar. Düşen varsa 112.", "call": "", "name": "Açık rögar, kuyu, çukur", "slug": "kapak", "phrases": ["rögar kapağı yok", "rögar kapağı açık", "rögar kapağı çalınmış", "logar kapağı yok", "logar kapağı açık", "mazgal kapağı yok", "rögara düştü", "kuyuya düştü", "kapağı açık kuyu", "ağzı açık kuyu"], "harmless": []}, {"say": "Hattı kapatmayın, sakin konuşun, nerede olduğunu sorun. 112'yi görüşmeye alın; nöbetçi psikoloğun numarası dış kişiler listesindedir.", "call": "112", "name": "Kendine zarar verme", "slug": "intihar", "phrases": ["intihar", "canıma kıyacağım", "canına kıyacak", "canımdan bezdim", "kendimi öldüreceğim", "kendimi öldürürüm", "kendimi asacağım", "kendimi yakacağım", "kendimi atacağım", "yaşamak istemiyorum", "ölmek istiyorum"], "harmless": ["kesinti yaşamak", "kesintisi yaşamak", "kesintiyi yaşamak", "korku yaşamak", "korkuyla yaşamak", "sorun yaşamak", "sorunu yaşamak", "sıkıntı yaşamak", "sıkıntıyı yaşamak", "mağduriyet yaşamak", "stres yaşamak", "bunu yaşamak", "bunları yaşamak", "burada yaşamak", "böyle yaşamak", "rezillik yaşamak", "problem yaşamak"]}, {"say": "Yaş, giysi, son görüldüğü yer ve saat. 112'ye hemen bildirsinler; beklemek gerekmez.", "call": "112", "name": "Kayıp kişi", "slug": "kayip", "phrases": ["çocuk kayıp", "çocuk kayboldu", "çocuk kaybolmuş", "kayıp çocuk", "kızım kayıp", "oğlum kayıp", "kızım kayboldu", "oğlum kayboldu", "annem kayboldu", "babam kayboldu", "annem kayıp", "babam kayıp", "çocuk kaçırıldı", "çocuk kaçırmaya", "çocuktan haber alamıyoruz", "kızımdan haber alamıyoruz", "oğlumdan haber alamıyoruz"], "harmless": []}, {"say": "Şimdi güvende olup olmadığını sorun. Tehlikedeyse 112; destek için ALO 183 ve KADES. Ayrıntıyı yüksek sesle tekrarlamayın.", "call": "112", "name": "Şiddet, taciz, istismar", "slug": "siddet", "phrases": ["şiddet görüyor", "şiddet gördüm", "şiddet görüyorum", "şiddet uyguluyor", "şiddete uğradım", "şiddete uğruyor", "şiddete maruz", "aile içi şiddet", "eşim dövüyor", "kocam dövüyor", "beni dövüyor", "çocuğu dövüyor", "çocuğunu dövüyor", "taciz", "tacizci", "cinsel istismar", "çocuk istismarı", "tecavüz"], "harmless": ["taciz gibi arıyor", "reklam tacizi", "telefon tacizi", "ses tacizi", "gürültü tacizi"]}, {"say": "Şu an tehlike varsa 112. Çalışana yönelik tehditte süpervizörünüze haber verin.", "call": "112", "name": "Tehdit, silah", "slug": "tehdit", "phrases": ["tehdit ediyor", "tehdit etti", "tehdit edildim", "tehdit ediliyorum", "tehdit ediliyoruz", "ölümle tehdit", "öldürmekle tehdit", "seni öldür*", "sizi öldür*", "silah*", "bıçak çekti", "bıçakla saldırdı", "bıçakladı*", "bıçaklan*", "ateş açtı", "ateş ediyor", "bomba"], "harmless": ["sağlığı tehdit", "sağlığını tehdit", "sağlığımızı tehdit", "güvenliği tehdit", "güvenliğini tehdit", "güvenliğimizi tehdit", "çevreyi tehdit", "silahlı kuvvetler", "bomba gibi", "havai fişek"]}, {"say": "112'yi arasınlar. Yerini, kaç kişi olduğunu ve bilincin açık olup olmadığını sorun.", "call": "112", "name": "Yaralı, can tehlikesi", "slug": "saglik", "phrases": ["yaralı var", "yaralılar var", "ağır yaralı", "bayıldı", "bayılmış", "nefes alamıyor", "kalp krizi", "kanaması var", "zehirlen*", "boğuluyor", "boğulmak üzere", "suya düştü", "denize düştü", "asansörde kaldı", "asansörde kaldık"], "harmless": ["yaralı kedi", "yaralı köpek", "yaralı kuş", "yaralı hayvan", "yaralı martı"]}, {"say": "Suyu içmemelerini söyleyin; kaç kişinin ve hangi sokağın etkilendiğini sorun.", "call": "", "name": "İçme suyundan hastalanma", "slug": "su", "phrases": ["suyu içtik hastalandık", "su içince hastalandı", "sudan hastalandık", "sudan zehirlendik", "musluktan lağım", "suya lağım karışmış", "suya kanalizasyon karışmış", "içme suyuna karışmış"], "harmless": []}, {"say": "Isırılan varsa yarayı bol sabunlu suyla yıkasın ve hemen hastaneye gitsin. Sürü oradaysa 112.", "call": "", "name": "Saldıran hayvan", "slug": "hayvan", "phrases": ["köpek saldırdı*", "köpek ısırdı*", "köpek ısırmış*", "köpek saldırısına uğra*", "köpek saldırıya uğra*", "köpek çocuğu ısır*", "kuduz köpek", "kuduz şüphesi"], "harmless": []}]	3	{"nowhere": "Bu konu için birim tanımlı değil; merkez yönlendirir.", "topic_unit": "Bu konuya bu birim bakar.", "place_unknown": "Yerin kime ait olduğu belirtilmedi; konunun birimi bakar, onun değilse iade eder.", "district_unknown": "İlçe bilinmediği için ilçe belediyesi seçilemedi; merkez yönlendirir."}	2026-11-24 07:00:00+00
\.
COPY city_contact ("id", "slug", "name", "role", "phone", "sort_key", "retired_at") FROM stdin;
1	tercuman-arapca	Arapça tercüman	Tercüman	+902623310001	002100190300! 2405210226150016	\N
3	psikolog	Nöbetçi psikolog	Psikolojik destek	+902623310003	16180105240311! 1922111317141707	\N
\.
COPY city_district ("id", "slug", "name", "area", "sort_key", "retired_at", "municipality_id") FROM stdin;
2	cayirova	Çayırova	{"type": "Polygon", "coordinates": [[[29.4284, 40.8397], [29.4084, 40.8284], [29.4153, 40.818], [29.4082, 40.8134], [29.3971, 40.8183], [29.3899, 40.8151], [29.3879, 40.8156], [29.3821, 40.8244], [29.3768, 40.8259], [29.374, 40.8213], [29.376, 40.8114], [29.3726, 40.808], [29.3631, 40.8169], [29.3385, 40.8248], [29.34, 40.8304], [29.3464, 40.8377], [29.3466, 40.8378], [29.3469, 40.838], [29.3486, 40.8442], [29.3487, 40.8446], [29.3447, 40.8492], [29.3424, 40.8578], [29.3447, 40.8664], [29.3511, 40.8737], [29.3607, 40.8785], [29.3721, 40.8803], [29.3831, 40.8786], [29.3837, 40.8784], [29.3889, 40.8811], [29.4003, 40.8828], [29.4059, 40.8819], [29.4059, 40.882], [29.4282, 40.8538], [29.4283, 40.8532], [29.431, 40.8504], [29.4284, 40.8397]]]}	0300301021172700	\N	42
3	darica	Darıca	{"type": "Polygon", "coordinates": [[[29.4304, 40.7824], [29.4182, 40.7699], [29.4158, 40.7618], [29.4213, 40.7508], [29.4211, 40.7509], [29.4168, 40.746], [29.4114, 40.7433], [29.4088, 40.7404], [29.3992, 40.7355], [29.3879, 40.7338], [29.3852, 40.7341], [29.3837, 40.7339], [29.3724, 40.7356], [29.3635, 40.7401], [29.3627, 40.7405], [29.357, 40.7414], [29.3473, 40.7462], [29.3409, 40.7535], [29.3386, 40.7621], [29.3395, 40.7655], [29.337, 40.7683], [29.3348, 40.7769], [29.3351, 40.7781], [29.3351, 40.7782], [29.33, 40.784], [29.3277, 40.7926], [29.33, 40.8012], [29.3335, 40.8052], [29.3563, 40.8023], [29.3723, 40.8067], [29.3765, 40.8031], [29.3786, 40.7948], [29.3823, 40.793], [29.3933, 40.7952], [29.3985, 40.7905], [29.3989, 40.7841], [29.4034, 40.7817], [29.4091, 40.7823], [29.4144, 40.7861], [29.429, 40.7837], [29.4304, 40.7824]]]}	040021100200	\N	43
6	gebze	Gebze	{"type": "MultiPolygon", "coordinates": [[[[29.3879, 40.8156], [29.3899, 40.8151], [29.3971, 40.8183], [29.4082, 40.8134], [29.4153, 40.818], [29.4084, 40.8284], [29.4284, 40.8397], [29.431, 40.8504], [29.4351, 40.8524], [29.4439, 40.8538], [29.4437, 40.8546], [29.4339, 40.8531], [29.4283, 40.8539], [29.4282, 40.8538], [29.4059, 40.882], [29.4065, 40.8841], [29.4129, 40.8914], [29.4225, 40.8963], [29.4339, 40.898], [29.4452, 40.8963], [29.4549, 40.8914], [29.4613, 40.8841], [29.4628, 40.8784], [29.463, 40.8785], [29.4646, 40.8788], [29.4665, 40.8861], [29.4729, 40.8934], [29.4826, 40.8983], [29.4939, 40.9], [29.5053, 40.8983], [29.5149, 40.8934], [29.5213, 40.8861], [29.5236, 40.8775], [29.5213, 40.8689], [29.5149, 40.8617], [29.5053, 40.8568], [29.5021, 40.8562], [29.5002, 40.8489], [29.4967, 40.8448], [29.5048, 40.846], [29.5145, 40.8445], [29.5145, 40.8446], [29.5333, 40.8238], [29.5154, 40.8049], [29.5147, 40.8047], [29.5133, 40.7945], [29.4952, 40.7676], [29.485, 40.7691], [29.4772, 40.7731], [29.4771, 40.7731], [29.4724, 40.7679], [29.4628, 40.763], [29.4569, 40.7621], [29.4568, 40.7619], [29.4515, 40.756], [29.4419, 40.7511], [29.4306, 40.7494], [29.4213, 40.7508], [29.4158, 40.7618], [29.4182, 40.7699], [29.4304, 40.7824], [29.429, 40.7837], [29.4144, 40.7861], [29.4091, 40.7823], [29.4034, 40.7817], [29.3989, 40.7841], [29.3985, 40.7905], [29.3933, 40.7952], [29.3823, 40.793], [29.3786, 40.7948], [29.3765, 40.8031], [29.3723, 40.8067], [29.3563, 40.8023], [29.3335, 40.8052], [29.3319, 40.8113], [29.3341, 40.8199], [29.3385, 40.8248], [29.3631, 40.8169], [29.3726, 40.808], [29.376, 40.8114], [29.374, 40.8213], [29.3768, 40.8259], [29.3821, 40.8244], [29.3879, 40.8156]]], [[[29.6776, 40.963], [29.6711, 40.9703], [29.6689, 40.9789], [29.6711, 40.9874], [29.6776, 40.9947], [29.6872, 40.9996], [29.6986, 41.0013], [29.6995, 41.0012], [29.7024, 41.0027], [29.702, 41.0029], [29.6955, 41.0103], [29.6932, 41.0189], [29.6955, 41.0275], [29.7019, 41.0347], [29.7115, 41.0396], [29.7229, 41.0413], [29.7342, 41.0396], [29.7439, 41.0347], [29.7503, 41.0274], [29.7453, 41.0042], [29.7452, 41.0045], [29.7439, 41.003], [29.7406, 41.0013], [29.741, 41.0011], [29.7476, 40.9938], [29.7498, 40.9852], [29.748, 40.9783], [29.7374, 40.9673], [29.7375, 40.9675], [29.7315, 40.9644], [29.7221, 40.963], [29.7242, 40.9619], [29.7306, 40.9546], [29.7329, 40.9462], [29.7346, 40.9451], [29.741, 40.9378], [29.7432, 40.9293], [29.7039, 40.908], [29.7022, 40.9084], [29.6926, 40.9133], [29.6862, 40.9206], [29.6839, 40.929], [29.6822, 40.9301], [29.6758, 40.9374], [29.6736, 40.946], [29.6758, 40.9546], [29.6813, 40.9608], [29.6815, 40.961], [29.6776, 40.963]]], [[[29.4994, 40.9455], [29.509, 40.9503], [29.5204, 40.952], [29.5317, 40.9503], [29.5413, 40.9455], [29.5478, 40.9382], [29.55, 40.9296], [29.5493, 40.9267], [29.5546, 40.9275], [29.5659, 40.9258], [29.5755, 40.9209], [29.582, 40.9136], [29.5842, 40.905], [29.582, 40.8964], [29.5797, 40.8937], [29.5456, 40.8839], [29.5432, 40.8843], [29.5336, 40.8891], [29.5271, 40.8964], [29.5249, 40.905], [29.5256, 40.9079], [29.5204, 40.9071], [29.509, 40.9088], [29.4994, 40.9137], [29.4939, 40.9199], [29.4938, 40.92], [29.4895, 40.9151], [29.4798, 40.9103], [29.4685, 40.9085], [29.4571, 40.9103], [29.4475, 40.9151], [29.4411, 40.9224], [29.4388, 40.931], [29.4411, 40.9396], [29.4475, 40.9469], [29.4571, 40.9517], [29.4685, 40.9535], [29.4798, 40.9517], [29.4895, 40.9469], [29.4949, 40.9407], [29.495, 40.9406], [29.4994, 40.9455]]], [[[29.6101, 40.9382], [29.6124, 40.9468], [29.6188, 40.9541], [29.6284, 40.959], [29.6398, 40.9607], [29.6511, 40.959], [29.6608, 40.9541], [29.6672, 40.9468], [29.6695, 40.9382], [29.6672, 40.9296], [29.6614, 40.9231], [29.6625, 40.9217], [29.6648, 40.9131], [29.6625, 40.9045], [29.6561, 40.8972], [29.6465, 40.8924], [29.6351, 40.8907], [29.6238, 40.8924], [29.6141, 40.8972], [29.6077, 40.9045], [29.6054, 40.9131], [29.6077, 40.9217], [29.6135, 40.9282], [29.6124, 40.9296], [29.6101, 40.9382]]], [[[29.5353, 41.0117], [29.5418, 41.019], [29.5514, 41.0239], [29.5628, 41.0256], [29.5741, 41.0239], [29.5837, 41.019], [29.5902, 41.0117], [29.5924, 41.0031], [29.5902, 40.9945], [29.5837, 40.9872], [29.5741, 40.9824], [29.5628, 40.9807], [29.5514, 40.9824], [29.5457, 40.9852], [29.5458, 40.9848], [29.546, 40.9842], [29.5437, 40.9756], [29.5373, 40.9683], [29.5277, 40.9634], [29.5163, 40.9617], [29.5049, 40.9634], [29.4953, 40.9683], [29.4889, 40.9756], [29.4866, 40.9842], [29.4889, 40.9927], [29.4953, 41.0], [29.5049, 41.0049], [29.5163, 41.0066], [29.5277, 41.0049], [29.5334, 41.002], [29.5333, 41.0024], [29.5331, 41.0031], [29.5353, 41.0117]]]]}	0705013105	\N	46
8	izmit	İzmit	{"type": "Polygon", "coordinates": [[[30.2313, 40.8326], [30.2273, 40.828], [30.2274, 40.8277], [30.2289, 40.822], [30.229, 40.8217], [30.2322, 40.818], [30.2345, 40.8094], [30.2322, 40.8008], [30.2319, 40.8004], [30.2335, 40.7944], [30.2325, 40.791], [30.2327, 40.7909], [30.2127, 40.7791], [30.1911, 40.7821], [30.1724, 40.7698], [30.158, 40.7792], [30.1248, 40.7783], [30.1189, 40.7613], [30.1187, 40.761], [30.1149, 40.7591], [30.11, 40.7574], [30.076, 40.7729], [30.0637, 40.7692], [30.0558, 40.7693], [30.0549, 40.7698], [30.0239, 40.7665], [30.0191, 40.7696], [30.0026, 40.7657], [29.9916, 40.756], [29.9854, 40.7569], [29.9788, 40.7554], [29.9671, 40.7574], [29.9591, 40.7524], [29.9573, 40.7519], [29.9496, 40.7338], [29.9382, 40.7298], [29.921, 40.7373], [29.9203, 40.7399], [29.92, 40.74], [29.9163, 40.7405], [29.9113, 40.7398], [29.8999, 40.7415], [29.8966, 40.7431], [29.8898, 40.7397], [29.8785, 40.738], [29.8679, 40.7396], [29.863, 40.7531], [29.8525, 40.7635], [29.8497, 40.7648], [29.8447, 40.7718], [29.8646, 40.7811], [29.8661, 40.7884], [29.8634, 40.79], [29.8514, 40.8149], [29.8607, 40.8196], [29.8633, 40.8202], [29.8734, 40.8212], [29.8744, 40.821], [29.875, 40.8215], [29.8823, 40.8246], [29.8928, 40.8262], [29.8992, 40.8252], [29.9003, 40.8293], [29.9067, 40.8366], [29.9164, 40.8414], [29.9277, 40.8432], [29.9391, 40.8414], [29.9437, 40.8391], [29.9495, 40.84], [29.9529, 40.8395], [29.953, 40.8396], [29.9538, 40.8405], [29.9591, 40.8432], [29.9554, 40.845], [29.949, 40.8523], [29.9468, 40.8609], [29.947, 40.8617], [29.9389, 40.8658], [29.9325, 40.8731], [29.9302, 40.8817], [29.9321, 40.889], [29.9299, 40.8903], [29.9212, 40.9028], [29.9217, 40.9026], [29.9206, 40.9065], [29.9227, 40.9142], [29.9226, 40.9143], [29.9223, 40.9146], [29.92, 40.9232], [29.9222, 40.9313], [29.9222, 40.9315], [29.92, 40.9326], [29.9171, 40.9359], [29.9169, 40.9364], [29.921, 40.9604], [29.9469, 40.9682], [29.9623, 40.9392], [29.9624, 40.9391], [29.9707, 40.94], [29.9839, 40.9366], [30.0137, 40.9489], [30.0157, 40.9482], [30.027, 40.9363], [30.0471, 40.9347], [30.0632, 40.9175], [30.0579, 40.9033], [30.0666, 40.899], [30.0816, 40.8745], [30.1001, 40.879], [30.1089, 40.8772], [30.1253, 40.8845], [30.1424, 40.8812], [30.1575, 40.8972], [30.1741, 40.9006], [30.1712, 40.9316], [30.172, 40.932], [30.2047, 40.9337], [30.2051, 40.9334], [30.2055, 40.9337], [30.2258, 40.924], [30.2365, 40.9014], [30.2461, 40.8982], [30.2466, 40.8982], [30.2464, 40.8981], [30.2531, 40.8971], [30.2627, 40.8922], [30.2691, 40.8849], [30.2714, 40.8763], [30.2691, 40.8678], [30.2627, 40.8605], [30.2531, 40.8556], [30.2419, 40.8539], [30.2414, 40.8539], [30.2405, 40.8507], [30.2341, 40.8434], [30.2333, 40.843], [30.2336, 40.8412], [30.2313, 40.8326]], [[29.9994, 40.8746], [30.0029, 40.8705], [30.0066, 40.8746], [30.0024, 40.8741], [29.9994, 40.8746]], [[30.0025, 40.8506], [30.0025, 40.8507], [29.9974, 40.845], [29.9921, 40.8423], [29.9957, 40.8405], [29.9972, 40.8389], [29.998, 40.8417], [30.004, 40.8484], [30.0042, 40.8487], [30.0025, 40.8506]]]}	1131151124	\N	48
\.
COPY city_neighborhood ("id", "slug", "name", "population", "lat", "lon", "area", "sort_key", "retired_at", "district_id") FROM stdin;
107	inonu	İnönü	12748	40.8241	29.43595	{"type": "Polygon", "coordinates": [[[29.4296, 40.8371], [29.451, 40.8201], [29.4344, 40.8139], [29.4327, 40.8142], [29.4296, 40.8371]]]}	1116181626	\N	6
216	fatih	Fatih	3243	40.7732	29.90884	{"type": "Polygon", "coordinates": [[[29.9076, 40.7818], [29.9128, 40.7702], [29.907, 40.7707], [29.9043, 40.7827], [29.9076, 40.7818]]]}	0600241109	\N	8
273	yahyakaptan	Yahyakaptan	21417	40.76911	29.97525	{"type": "Polygon", "coordinates": [[[29.9728, 40.7767], [29.9802, 40.7731], [29.9841, 40.767], [29.9854, 40.7569], [29.9788, 40.7554], [29.9671, 40.7574], [29.9646, 40.7615], [29.9644, 40.7639], [29.9728, 40.7767]]]}	3000093000130019240016	\N	8
\.
COPY city_routingrule ("id", "position", "place_layer", "reason", "district_id", "neighborhood_id", "version_id", "topic_id", "unit_id") FROM stdin;
6	6	metropolitan	Ana arterlerdeki ağaçlar ve büyük parklar Büyükşehir'indir.	\N	\N	1	4	17
10	10	district	Ara sokaklar ilçe belediyesinindir.	\N	\N	1	3	\N
\.
COPY city_ruledraft ("user_id", "lines", "changed_at", "onto_id") FROM stdin;
1	[]	2026-11-24 07:00:00+00	1
\.
COPY city_ruleversion ("id", "number", "saved_at", "reason", "in_force", "digest", "saved_by_id") FROM stdin;
1	1	2026-11-24 07:00:00+00	routing.toml	t	1948dc389ff339482e1a69588f06a1e36faa8667fb3ca74aa52473f2191a11ba	\N
\.
COPY city_topic ("id", "slug", "name", "position", "default_kind", "information_only", "confidential", "responsibility", "standard_amount", "standard_unit", "promise", "say", "evidence", "keywords", "search_text", "retired_at", "parent_id", "default_unit_id") FROM stdin;
1	su-kanalizasyon	Su ve kanalizasyon	1		f	f	metropolitan	\N				{}		Su ve kanalizasyon	\N	\N	\N
3	yol-trafik	Yol ve trafik	32		f	f	metropolitan	\N				{}		Yol ve trafik	\N	\N	\N
4	park-bahce	Park, bahçe ve ağaç	49		f	f	metropolitan	\N				{}		Park, bahçe ve ağaç	\N	\N	\N
5	cevre-temizlik	Çevre ve temizlik	60		f	f	metropolitan	\N				{}		Çevre ve temizlik	\N	\N	\N
10	sosyal-hizmetler	Sosyal hizmetler	95		f	f	metropolitan	\N				{}		Sosyal hizmetler	\N	\N	\N
16	su-kesintisi	Su kesintisi	2	complaint	f	f	metropolitan	8	hours	8 saat içinde	Kesinti yalnız sizde mi, komşularda da mı var? Ne zamandır?	{}	su yok, sular kesik, su kesildi, su gelmiyor, su akmıyor, sular gitti, susuz kaldık, musluktan su	Su kesintisi ; su yok ; sular kesik ; su kesildi ; su gelmiyor ; su akmıyor ; sular gitti ; susuz kaldık ; musluktan su ; Su ve kanalizasyon	\N	1	30
45	yol-cukuru	Yolda çukur ve bozuk asfalt	33	complaint	f	f	by_place	5	working_days	5 iş günü içinde	Ana cadde mi, mahalle içi sokak mı? Ana arterler Büyükşehir'in, diğer sokaklar ilçe belediyesinindir.	{"done": ["photo"], "partly": ["photo"], "not_found": ["visit"]}	çukur, yol bozuk, asfalt bozuldu, yol çöktü, tekerlek patladı, yol berbat, yama, kasis gibi	Yolda çukur ve bozuk asfalt ; çukur ; yol bozuk ; asfalt bozuldu ; yol çöktü ; tekerlek patladı ; yol berbat ; yama ; kasis gibi ; Yol ve trafik	\N	3	26
61	agac-budama	Ağaç budama	50	request	f	f	by_place	10	working_days	10 iş günü içinde	Ağaç ana caddede veya büyük parkta mı, mahalle içinde mi? Özel bahçedeki ağaca belediye bakmaz.	{}	budama, ağaç kesilsin, dallar, ağaç camı kapatıyor, dal elektrik teline değiyor, budansın	Ağaç budama ; budama ; ağaç kesilsin ; dallar ; ağaç camı kapatıyor ; dal elektrik teline değiyor ; budansın ; Park bahçe ve ağaç	\N	4	17
79	ilaclama	İlaçlama (sinek, haşere)	69	request	f	f	metropolitan	1	working_days	1 iş günü içinde	Açık alan ve kanallar ilaçlanır; ev içi ilaçlama yapılmaz.	{}	sinek, sivrisinek, ilaçlama yapılsın, hamam böceği, kene, pire, haşere, fare	İlaçlama sinek haşere ; sinek ; sivrisinek ; ilaçlama yapılsın ; hamam böceği ; kene ; pire ; haşere ; fare ; Çevre ve temizlik	\N	5	21
109	kadin-destek	Kadın danışma ve destek	104	request	f	t	metropolitan	2	working_days	2 iş günü içinde	Şiddet şu anda sürüyorsa 112. Güvenle aranabileceği saati ve numarayı sorun.	{}	kadın sığınma, kadın danışma, kadın evi, boşanma destek	Kadın danışma ve destek ; kadın sığınma ; kadın danışma ; kadın evi ; boşanma destek ; Sosyal hizmetler	\N	10	18
\.
COPY city_unit ("id", "slug", "name", "kind", "phone", "email", "say", "sort_key", "retired_at", "parent_id") FROM stdin;
17	park-ve-bahceler	Park ve Bahçeler Dairesi Başkanlığı	department				19002113! 2705! 0100090305140521! 04001121052211! 01002313001614100810	\N	\N
18	saglik-sosyal	Sağlık ve Sosyal Hizmetler Dairesi Başkanlığı	department				220008141013! 2705! 221722300014! 091131150524140521! 04001121052211! 01002313001614100810	\N	\N
21	halk-sagligi	Halk Sağlığı ve İlaçlama Şube Müdürlüğü	department				09001413! 22000814100810! 2705! 1114000314001500! 23250105! 152604262114260826	\N	18
26	yol-ve-bakim	Yol ve Bakım Dairesi Başkanlığı	department				301714! 2705! 0100131015! 04001121052211! 01002313001614100810	2026-11-24 07:00:00+00	\N
30	isu	İSU Genel Müdürlüğü (su ve kanalizasyon)	affiliate	185		Su ve kanalizasyon için İSU'nun hattı 185'tir; isterseniz başvurunuzu biz de iletebiliriz.	112225! 0705160514! 152604262114260826! !(2225! 2705! 130016001411310022301716!)	\N	\N
33	acil-112	112 Acil Çağrı Merkezi	outside	112		Acil durumda hemen 112'yi arayın. İsterseniz sizi şimdi bağlıyorum.	!1!1!2! 00021114! 0300082110! 15052113053111	\N	\N
37	cimer-150	CİMER	outside	150		Cumhurbaşkanlığı İletişim Merkezi'ne 150'den veya cimer.gov.tr adresinden ulaşabilirsiniz.	0211150521	\N	\N
42	cayirova-belediyesi	Çayırova Belediyesi	outside			Bu konu Çayırova Belediyesi'nin görevidir. Başvurunuzu oraya iletip size haber verebiliriz.	0300301021172700! 01051405041130052211	\N	\N
43	darica-belediyesi	Darıca Belediyesi	outside			Bu konu Darıca Belediyesi'nin görevidir. Başvurunuzu oraya iletip size haber verebiliriz.	040021100200! 01051405041130052211	\N	\N
46	gebze-belediyesi	Gebze Belediyesi	outside			Bu konu Gebze Belediyesi'nin görevidir. Başvurunuzu oraya iletip size haber verebiliriz.	0705013105! 01051405041130052211	\N	\N
48	izmit-belediyesi	İzmit Belediyesi	outside			Bu konu İzmit Belediyesi'nin görevidir. Başvurunuzu oraya iletip size haber verebiliriz.	1131151124! 01051405041130052211	\N	\N
\.
COPY core_cache ("cache_key", "value", "expires") FROM stdin;
:1:allauth:rl:allauth.account:apply:20/3600/ip:ip:127.0.0.1	gAWVDQAAAAAAAABdlEdB2sJhEgueR2Eu	2026-11-27 14:23:20+00
:1:allauth:rl:allauth.account:draft:60/600.0/ip:ip:127.0.0.1	gAWVDQAAAAAAAABdlEdB2sJhEfoM/GEu	2026-11-27 13:33:19+00
\.
COPY core_event ("id", "name", "at", "actor_kind", "actor_id", "subject_type", "subject_id", "data") FROM stdin;
1	rules.saved	2026-11-24 07:00:00+00	system	\N	city.ruleversion	1	{"number": 1, "in_force": true}
2	city.loaded	2026-11-24 07:00:00+00	system	\N	city.city	1	{"topics": 132}
31	staff.enrolled	2026-11-24 07:00:00+00	system	\N	accounts.user	1	{"roles": ["agent"]}
32	staff.skill_granted	2026-11-24 07:00:00+00	system	\N	accounts.user	1	{"level": 3, "skill": "english"}
34	model.learned	2026-11-27 13:23:13.751218+00	system	\N	suggestions.learnedmodel	1	{"cases": 225}
35	interaction.started	2026-11-27 13:23:14.108822+00	staff	1	citizens.interaction	1	{"channel": "counter"}
36	interaction.answered	2026-11-27 13:23:14.108822+00	staff	1	citizens.interaction	1	{}
37	interaction.ended	2026-11-27 13:23:14.108822+00	staff	1	citizens.interaction	1	{}
38	citizen.remembered	2026-11-27 13:23:14.108822+00	staff	1	citizens.citizen	1	{}
39	interaction.disposed	2026-11-27 13:23:14.108822+00	staff	1	citizens.interaction	1	{"disposition": "case"}
40	case.opened	2026-11-27 13:23:14.108822+00	staff	1	cases.case	1	{"kind": "request", "topic": "agac-budama", "channel": "counter", "receipt": "b51ff9c299c0967769a47d181c1767f296a650ec0b704cad1aefae8fcda6cc5e"}
41	case.forwarded	2026-11-27 13:23:14.108822+00	system	\N	cases.case	1	{"forwarding": 1}
42	case.topic_chosen	2026-11-27 13:23:14.108822+00	staff	1	cases.case	1	{"rank": 1, "model": 1, "shown": true}
71	case.alarm_raised	2026-11-24 07:00:00+00	system	\N	cases.case	6	{"flag": 1, "alarm": "gaz"}
92	incident.opened	2026-11-27 13:23:22.332277+00	staff	4	cases.incident	1	{"case": 12}
98	case.alarm_confirmed	2026-11-27 13:23:23.266421+00	staff	1	cases.case	14	{"flag": 6}
103	staff.joined_unit	2026-11-24 07:00:00+00	system	\N	accounts.user	5	{"unit": "park-ve-bahceler", "roles": ["unit_staff"]}
104	case.alarm_dismissed	2026-11-27 13:23:23.709021+00	staff	5	cases.case	15	{"flag": 7}
115	case.accepted	2026-11-27 13:23:24.596864+00	staff	5	cases.case	17	{"unit": 17}
116	case.answered	2026-11-27 13:23:24.61985+00	staff	5	cases.case	17	{"answer": 1, "outcome": "done"}
120	case.answer_approved	2026-11-27 13:23:24.677263+00	staff	2	cases.case	17	{"hard": [], "answer": 1, "receipt": "bc0a8d4ebc0c7c26400ef9bbf1de596a7d149cbb2e1b633846f185ff88c9d467"}
121	case.relay_asked	2026-11-27 13:23:24.677263+00	staff	2	cases.case	17	{"relay": 1, "channel": "call"}
122	case.relay_tried	2026-11-27 13:23:25.072214+00	staff	1	cases.case	17	{"number": 1, "result": "told", "channel": "call"}
123	case.closed	2026-11-27 13:23:25.072214+00	staff	1	cases.case	17	{"told": true, "channel": "call", "closing": 1}
124	case.found_unsolved	2026-11-27 13:23:25.461762+00	citizen	\N	cases.case	17	{"channel": "phone", "closing": 1}
125	case.objected_to	2026-11-27 13:23:25.461762+00	citizen	\N	cases.case	17	{"closing": 1, "objection": 1}
177	case.confirmation_asked_again	2026-12-02 13:23:32.570812+00	system	\N	cases.case	25	{"closing": 2}
180	case.confirmation_lapsed	2026-12-11 13:23:33.151131+00	system	\N	cases.case	25	{"closing": 2}
198	case.relay_exhausted	2026-11-27 13:23:36.576559+00	system	\N	cases.case	29	{"channel": "sms"}
200	case.confirmed	2026-11-27 13:23:36.668074+00	citizen	\N	cases.case	29	{"channel": "web", "closing": 6}
289	case.part_asked	2026-11-27 13:23:40.37146+00	staff	5	cases.case	39	{"part": 1}
294	case.clock_paused	2026-11-27 13:23:40.43757+00	staff	5	cases.case	41	{"entry": 57}
295	case.question_asked	2026-11-27 13:23:40.43757+00	staff	5	cases.case	41	{"way": "sms", "question": 1}
296	case.clock_resumed	2026-11-27 13:23:40.581977+00	staff	1	cases.case	41	{"entry": 58}
297	case.question_void	2026-11-27 13:23:40.581977+00	staff	1	cases.case	41	{"question": 1}
298	case.joined	2026-11-27 13:23:40.581977+00	staff	1	cases.case	41	{"lead": 40, "linked_report": 1}
310	case.answer_sent_back	2026-11-27 13:23:41.194809+00	staff	2	cases.case	44	{"answer": 16}
328	case.file_added	2026-11-27 13:23:43.823859+00	staff	7	cases.case	47	{"sha256": "d4e24d749a4fe2f161af2de913c0402b04e3ae287dafd0f9dbfa4a5c56c69285", "from_citizen": false}
333	case.signature_kept	2026-11-27 13:23:44.064686+00	staff	1	cases.case	48	{"sha256": "59ad1b2fc74287ded1bba7af67765d23ad4a49f1ae51902cc2ed3f8ebee96cfa"}
355	case.returned	2026-11-26 07:00:00+00	staff	6	cases.case	54	{"forwarding": 57}
433	case.objection_taken	2026-11-27 13:24:00.646276+00	staff	1	cases.case	63	{"objection": 10}
547	case.contacted_again	2026-12-18 13:24:13.487185+00	system	\N	cases.case	72	{"closing": 30}
548	case.found_repeated	2026-12-18 13:24:13.487185+00	system	\N	cases.case	73	{"closing": 30}
758	case.noted	2026-11-27 13:24:34.723524+00	staff	5	cases.case	127	{"note": 5}
785	case.opened	2026-11-24 07:00:00+00	staff	1	cases.case	137	{"kind": "request", "topic": "agac-budama", "channel": "phone", "receipt": "5f384c1540d435ecd486ebbb06da66faf933071b10135c9271f0d25f6cf512fb"}
786	case.forwarded	2026-11-24 07:00:00+00	system	\N	cases.case	137	{"forwarding": 157}
787	case.clock_paused	2026-11-24 08:00:00+00	staff	5	cases.case	137	{"entry": 201}
788	case.question_asked	2026-11-24 08:00:00+00	staff	5	cases.case	137	{"way": "sms", "question": 3}
789	case.clock_resumed	2026-11-24 09:00:00+00	citizen	\N	cases.case	137	{"entry": 202}
790	case.question_answered	2026-11-24 09:00:00+00	citizen	\N	cases.case	137	{"channel": "web", "question": 3}
796	case.question_expired	2026-12-02 07:00:00+00	system	\N	cases.case	136	{"question": 2}
842	case.opened	2026-11-24 07:00:00+00	staff	1	cases.case	150	{"kind": "request", "topic": "agac-budama", "channel": "phone", "receipt": "6307493e63619863bec8e32e1b0a4a8a52590dc8af40a783c0a3dd7d686e335f"}
843	case.forwarded	2026-11-24 07:00:00+00	system	\N	cases.case	150	{"forwarding": 173}
844	case.accepted	2026-11-24 07:00:00+00	staff	5	cases.case	150	{"unit": 17}
845	case.file_added	2026-11-24 10:00:00+00	staff	5	cases.case	150	{"sha256": "92476e9d9816004b445f6beea312a9c945b5850b7b516537a0db0b264f901428", "from_citizen": false}
846	case.file_added	2026-11-24 10:00:00+00	staff	5	cases.case	150	{"sha256": "bba90548a5cd3b76ae69c6aed836c4ad504166fba1052c3243d17c7a9b1689ec", "from_citizen": false}
847	case.field_reported	2026-11-24 10:00:00+00	staff	5	cases.case	150	{"found": "done", "report": 1}
848	case.opened	2026-11-24 07:00:00+00	staff	1	cases.case	151	{"kind": "request", "topic": "agac-budama", "channel": "phone", "receipt": "d4221ce9b89059fe034ee302e2015eae8bbc6a208a74fe7f34100345e3f70ab4"}
849	case.forwarded	2026-11-24 07:00:00+00	system	\N	cases.case	151	{"forwarding": 174}
850	case.accepted	2026-11-24 07:00:00+00	staff	5	cases.case	151	{"unit": 17}
851	case.file_added	2026-11-24 10:00:00+00	staff	5	cases.case	151	{"sha256": "92476e9d9816004b445f6beea312a9c945b5850b7b516537a0db0b264f901428", "from_citizen": false}
852	case.file_added	2026-11-24 10:00:00+00	staff	5	cases.case	151	{"sha256": "bba90548a5cd3b76ae69c6aed836c4ad504166fba1052c3243d17c7a9b1689ec", "from_citizen": false}
853	case.field_reported	2026-11-24 10:00:00+00	staff	5	cases.case	151	{"found": "done", "report": 2}
880	case.opened	2026-11-02 07:00:00+00	staff	1	cases.case	158	{"kind": "petition", "topic": "agac-budama", "channel": "counter", "receipt": "9e947a098a38491d881da1159deeeafd3744896defc2ff38774d0da84cd76ced"}
881	case.forwarded	2026-11-02 07:00:00+00	system	\N	cases.case	158	{"forwarding": 181}
882	case.interim_told	2026-11-22 07:00:00+00	staff	1	cases.case	158	{"entry": 229}
883	case.notice_given	2026-11-22 07:00:00+00	staff	1	cases.case	158	{"way": "email", "notice": 1}
888	case.opened	2026-11-02 07:00:00+00	staff	1	cases.case	161	{"kind": "request", "topic": "su-kesintisi", "channel": "counter", "receipt": "8fd2867178efe03f8467910fc8de599caab0004199ab041b8f9947bc2ce61bd5"}
889	case.forwarded	2026-11-02 07:00:00+00	system	\N	cases.case	161	{"forwarding": 184}
905	case.clock_extended	2026-11-03 07:00:00+00	staff	1	cases.case	168	{"entry": 240}
917	case.costs_told	2026-11-05 07:00:00+00	staff	1	cases.case	172	{"entry": 246}
919	case.costs_paid	2026-11-12 07:00:00+00	staff	1	cases.case	172	{"entry": 248}
920	case.reminded	2026-11-27 07:00:00+00	system	\N	cases.case	19	{"step": "remind", "telling": 1}
922	case.reminded	2026-11-27 07:00:00+00	system	\N	cases.case	161	{"step": "remind", "telling": 3}
935	case.escalated	2026-11-26 07:00:00+00	system	\N	cases.case	161	{"step": "manager", "telling": 12}
942	case.escalated	2026-11-27 07:00:00+00	system	\N	cases.case	161	{"step": "top", "telling": 19}
944	case.withdrawn	2026-11-27 07:00:00+00	system	\N	cases.case	173	{}
998	staff.updated	2026-11-24 07:00:00+00	system	\N	accounts.user	14	{"roles": [], "before": []}
1047	case.alarm_overdue	2026-11-24 07:09:59+00	system	\N	cases.case	19	{"flag": 12}
1137	case.plan_passed	2026-11-29 13:25:14.77537+00	system	\N	cases.case	203	{"closing": 53}
1298	staff.skill_removed	2026-03-02 09:00:00+00	system	\N	accounts.user	1	{"skill": "english"}
1312	call.entered	2026-11-24 06:59:51+00	switchboard	\N	calls.call	76be1e00-c68e-456f-a82a-0564b7f7c77f	{"direction": "in"}
1314	call.answered	2026-11-24 07:00:00+00	switchboard	\N	calls.call	76be1e00-c68e-456f-a82a-0564b7f7c77f	{"agent": 1, "waited_seconds": 2}
1315	call.recording_started	2026-11-24 07:00:00+00	switchboard	\N	calls.call	76be1e00-c68e-456f-a82a-0564b7f7c77f	{}
1317	call.ended	2026-11-24 07:00:20+00	switchboard	\N	calls.call	76be1e00-c68e-456f-a82a-0564b7f7c77f	{"agent": 1, "outcome": "answered", "ended_by": "citizen", "direction": "in", "reference": "", "waited_seconds": 2}
1323	call.recording_paused	2026-11-24 07:00:05+00	switchboard	\N	calls.call	09d9cc46-37e3-4d93-bc29-1be9b973d96c	{"why": "sensitive", "agent": 1}
1324	call.recording_continued	2026-11-24 07:00:08+00	switchboard	\N	calls.call	09d9cc46-37e3-4d93-bc29-1be9b973d96c	{"agent": 1}
1327	call.recording_kept	2026-11-24 07:01:00+00	system	\N	calls.call	09d9cc46-37e3-4d93-bc29-1be9b973d96c	{"seconds": 20.0}
1371	call.recording_failed	2026-11-24 07:01:00+00	system	\N	calls.call	56f6f988-89cf-4b11-9fe2-680ca956cfa1	{"reason": "cut_short"}
1387	call.recording_lost	2026-11-24 07:01:00+00	system	\N	calls.call	70b6a323-0015-4196-abe6-e61119cde318	{}
1406	call.recording_recovered	2026-11-24 07:00:05+00	switchboard	\N	calls.call	1d0138ea-485a-4808-ae51-d8d7831055bf	{}
1424	call.recording_refused	2026-11-24 06:59:55+00	switchboard	\N	calls.call	a6b08f16-9983-4b14-a086-5366a5b0afda	{}
1458	call.recording_deleted	2026-12-25 07:00:00+00	system	\N	calls.call	29a3e3e1-13fc-48c7-9c71-a659e7a53af8	{}
1519	staff.admitted	2026-11-27 13:27:08.789201+00	staff	4	accounts.user	16	{"roles": ["agent"]}
1520	seat.opened	2026-11-27 13:27:08.789201+00	staff	4	calls.guestseat	1	{"guest": 16, "mentor": 1}
1527	seat.taken	2026-11-27 13:27:08.937722+00	staff	19	calls.guestseat	4	{}
1528	staff.dismissed	2026-11-27 14:26:08.956309+00	system	\N	accounts.user	18	{}
1529	seat.ended	2026-11-27 14:26:08.956309+00	system	\N	calls.guestseat	3	{}
1535	call.queued	2026-11-24 07:00:04+00	switchboard	\N	calls.call	6aec82e2-649e-4e19-85be-941f5b5e4c13	{"queue": "general", "priority": 0.0}
1536	call.offered	2026-11-24 07:00:05+00	switchboard	\N	calls.call	6aec82e2-649e-4e19-85be-941f5b5e4c13	{"rank": 1, "rule": "longest_idle", "agent": 1, "among": 1, "level": 0, "offer": "6aec82e2-649e-4e19-85be-941f5b5e4c13.1", "score": 0.0, "skill": "", "idle_seconds": 30.0}
1537	agent.changed	2026-11-24 07:00:05+00	switchboard	\N	calls.agentsession	1	{"state": "ringing", "reason": ""}
1557	seat.code_reissued	2026-11-27 13:27:10.355143+00	staff	4	calls.guestseat	9	{"taken": false}
1562	staff.signed_out	2026-11-27 13:27:10.540215+00	staff	4	accounts.user	25	{}
1571	lines.closed	2026-11-24 07:00:00+00	staff	4	calls.lineclosing	1	{}
1572	lines.opened	2026-11-24 07:00:00+00	staff	4	calls.lineclosing	1	{}
1578	call.offer_ended	2025-11-24 16:01:35+00	switchboard	\N	calls.call	00000000-0000-0000-0000-000000000001	{"agent": 1, "result": "answered"}
1600	call.held	2025-11-24 16:00:05+00	switchboard	\N	calls.call	00000000-0000-0000-0000-000000000001	{"agent": 1}
1604	call.recording_notice_missed	2025-11-24 16:00:02+00	switchboard	\N	calls.call	00000000-0000-0000-0000-000000000001	{}
1605	call.language_chosen	2025-11-24 16:00:04+00	switchboard	\N	calls.call	00000000-0000-0000-0000-000000000001	{"language": "en"}
1607	call.call_back_left	2025-11-24 16:00:20+00	switchboard	\N	calls.call	00000000-0000-0000-0000-000000000001	{"queue": "general"}
1616	call.talk_ended	2025-11-24 16:01:00+00	switchboard	\N	calls.call	00000000-0000-0000-0000-000000000001	{}
1623	call.member_invited	2025-11-24 16:00:10+00	switchboard	\N	calls.call	00000000-0000-0000-0000-000000000001	{"kind": "agent", "role": "consulted", "asked": 2, "member": "member-00000000-0000-0000-0000-000000000001.1"}
1626	call.member_joined	2025-11-24 16:00:15+00	switchboard	\N	calls.call	00000000-0000-0000-0000-000000000001	{"member": "member-00000000-0000-0000-0000-000000000001.1"}
1630	call.member_changed	2025-11-24 16:00:20+00	switchboard	\N	calls.call	00000000-0000-0000-0000-000000000001	{"role": "conference", "member": "member-00000000-0000-0000-0000-000000000001.1"}
1631	call.resumed	2025-11-24 16:00:20+00	switchboard	\N	calls.call	00000000-0000-0000-0000-000000000001	{"agent": 1}
1635	call.transferred	2025-11-24 16:00:20+00	switchboard	\N	calls.call	00000000-0000-0000-0000-000000000001	{"agent": 1, "queue": "", "outside": false, "to_agent": 2}
1636	interaction.handed_over	2025-11-24 16:00:20+00	switchboard	\N	citizens.interaction	36	{}
1637	call.taken	2025-11-24 16:00:20+00	switchboard	\N	calls.call	00000000-0000-0000-0000-000000000001	{"member": "member-00000000-0000-0000-0000-000000000001.1"}
1640	call.member_left	2025-11-24 16:00:20+00	switchboard	\N	calls.call	00000000-0000-0000-0000-000000000001	{"member": "member-00000000-0000-0000-0000-000000000001.1", "result": "withdrawn"}
1657	call.listened	2025-11-24 16:00:10.5+00	switchboard	\N	calls.call	00000000-0000-0000-0000-000000000001	{"agent": 1, "supervisor": 4}
1658	call.whispered	2025-11-24 16:00:11+00	switchboard	\N	calls.call	00000000-0000-0000-0000-000000000001	{"agent": 1, "supervisor": 4}
1660	call.taken_over	2025-11-24 16:00:20+00	switchboard	\N	calls.call	00000000-0000-0000-0000-000000000001	{"agent": 4, "before": 1}
1808	announcement.made	2026-11-24 07:00:00+00	staff	1	knowledge.announcement	1	{"spoken": true, "district": "izmit"}
1812	announcement.ended	2026-11-24 08:00:00+00	staff	1	knowledge.announcement	4	{}
1815	announcement.voiced	2026-11-24 08:00:00+00	system	\N	knowledge.announcement	6	{"language": "tr"}
1817	announcement.not_voiced	2026-11-24 07:00:00+00	system	\N	knowledge.announcement	7	{"why": "espeak-ng is not installed", "language": "tr"}
1830	announcement.changed	2026-11-24 08:00:00+00	staff	4	knowledge.announcement	17	{"before": "İzmit Yahya Kaptan'da su kesintisi var, saat on sekizde bitecek.", "spoken": true, "district": ""}
1855	case.unrouted	2026-11-24 07:00:00+00	staff	1	cases.case	217	{"forwarding": 249}
1909	message.sent	2026-11-24 08:00:00+00	system	\N	channels.outboundmessage	9021f300-923a-4013-aa06-94f726ec34ce	{"case": 233, "channel": "sms", "purpose": "receipt"}
1932	message.failed	2026-11-24 08:11:00+00	system	\N	channels.outboundmessage	58475894-155e-46d0-bdc8-b0a665771eb3	{"case": 237, "channel": "sms", "purpose": "answer"}
1960	message.unclear	2026-11-24 08:00:00+00	system	\N	channels.outboundmessage	6040001e-be77-424d-a08b-e66a5c5d6040	{"case": 240, "channel": "sms", "purpose": "answer"}
1974	case.message_lost	2026-11-24 08:00:00+00	system	\N	cases.case	243	{"purpose": "receipt"}
2035	incident.ended	2026-11-27 13:30:21.782802+00	staff	4	cases.incident	3	{}
2491	call.line_bad	2026-11-27 13:30:51.153008+00	staff	1	calls.call	5927ba8c-7f3b-4f55-bc74-b44658333571	{"leg": "offer-5927ba8c-7f3b-4f55-bc74-b44658333571.1"}
2657	case.send_delayed	2026-11-27 13:31:29.82668+00	staff	5	cases.case	377	{"verb": "question"}
2715	case.assigned	2026-11-27 13:31:35.945987+00	staff	5	cases.case	393	{"to": 6}
2804	case.work_given	2026-11-27 13:31:50.688945+00	staff	5	cases.case	429	{"link": 1}
2817	case.work_reported	2026-11-27 13:31:52.512521+00	system	\N	cases.case	432	{"report": 1}
2830	case.work_ended	2026-11-27 13:31:54.009597+00	staff	5	cases.case	436	{}
2855	staff.left_unit	2026-11-27 13:31:56.072955+00	system	\N	accounts.user	5	{"unit": "park-ve-bahceler"}
2989	case.noted	2026-11-24 07:00:00+00	staff	6	cases.case	506	{"note": 6}
3065	template.kept	2026-11-27 13:32:20.250527+00	staff	6	cases.answertemplate	1	{"unit": 17}
3067	template.dropped	2026-11-27 13:32:20.640407+00	staff	6	cases.answertemplate	1	{"unit": 17}
3068	look.sealed	2026-11-27 13:36:13.658206+00	system	\N	citizens.accesslog	2	{"last": 2, "after": 0, "looks": 2, "digest": "2c05539b7cfb732e3ae741a978866cf5caa1dfb34afcc29ad9d898b05a705a09"}
\.
COPY core_seal ("id", "previous", "after_event", "last_event", "events", "digest", "hash", "at") FROM stdin;
1	0000000000000000000000000000000000000000000000000000000000000000	0	850	60	bb11d1f504e3ac4c83b763d781fc6b8a1304a1868a842621e7f871cfa3f3a4e0	1861991259d00216d96ae2f7173d9c4e6cff19041f98a8233568cc1f6b505769	2026-11-27 13:36:13.668218+00
2	1861991259d00216d96ae2f7173d9c4e6cff19041f98a8233568cc1f6b505769	850	1657	60	7c08bd8da07c1422ce046fbf3d24bd96f30fc5fbe0916f1b26307e0819f65c17	57e04bbd3785dbaf032c39ef638049e46e6070c0d703890e50155fc206bae0bf	2026-11-27 13:36:13.668218+00
3	57e04bbd3785dbaf032c39ef638049e46e6070c0d703890e50155fc206bae0bf	1657	3068	24	6845c735f70e9b35f8f47514827020af32cc8e4a604956e0221a167ca8df4821	c2a09d624c02ea1d973d8fef19f2c9f5cf43e07cf857d8eb894878611ce32146	2026-11-27 13:36:13.668218+00
\.
COPY core_workerclock ("id", "queue", "host", "ahead", "read_at") FROM stdin;
1	default	host	00:00:00.1	2026-11-24 07:00:00+00
\.
COPY knowledge_announcement ("id", "text", "voice", "heard", "begins_at", "ends_at", "on_portal", "announced_at", "ended_at", "announced_by_id", "district_id") FROM stdin;
1	İzmit	ready	announcements/1-8d94338e9ff3	2026-11-24 07:00:00+00	2026-11-24 10:00:00+00	t	2026-11-24 07:00:00+00	\N	1	8
19	İzmit Yahya Kaptan'da su kesintisi var, saat on sekizde bitecek.	not_wanted		2026-11-24 07:00:00+00	2026-11-24 10:00:00+00	t	2026-11-24 07:00:00+00	\N	1	\N
20	İzmit Yahya Kaptan'da su kesintisi var, saat on sekizde bitecek.	ready	announcements/20-cafdfbc2bb8f	2026-11-24 07:00:00+00	2026-11-24 10:00:00+00	t	2026-11-24 07:00:00+00	\N	1	\N
23	Ana boru patladı.	coming		2026-11-27 13:30:21.906886+00	2026-11-27 16:30:21.906022+00	t	2026-11-27 13:30:21.906886+00	2026-11-27 13:30:22.793317+00	4	8
\.
COPY knowledge_wording ("id", "text", "voice", "heard", "language", "announcement_id") FROM stdin;
1	The water is off.	not_wanted		en	19
2	The water is back.	coming	announcements/20-en-f456bba6bf5b	en	20
\.
COPY suggestions_learnedmodel ("id", "learned_at", "cases", "labels", "content", "temperature", "threshold", "precision", "measures") FROM stdin;
1	2026-11-27 13:23:13.751218+00	225	["agac-budama", "su-kesintisi", "yol-cukuru"]	\\x504b03042d000000080000002100f1bec276ffffffffffffffff0a0014006861736865732e6e707901001000a00b0000000000009a0b0000000000009d9267231b8a0286ed63d4381554acd8517bab3d2a568c5673ed1012c4de7b1e238aaa51d4ac5d256839f64aec4d515bedbd5a14698bdbfb17eef3ed7d3ebd1f9e0c2398a1890531510051a82012e5ebe023a8081254f697111401093a7afaf8f9203c6c3d7d90a8ff7908c2cd17f5c7fb3a23bc507f36585e524a444804140efabfa1be6eb32702d3a3896a9afe3c902c202a0d1a220a6da523961e8612ffe8ea229e9b2222a9798f208946e59224cfc349691fe1491f0964920156b064aced2072aa810d72b22f1be4adb23c14a960290a48902dc5d7734a4aea252aca47713f29cb3e4b51c51b9950fb9d785313ff2aa34ebf6ba00e78ca4123a7364423feabfcc1039eab07df0f8074b0fc8f746d881f746ae1e6f48372287a628d6cfae0c8267ada0d768630f10806b6d344062bca530683a3877f6714fc7cf84b2998d17cbf94514e6c8fd1c29e0d90a1ed0c10ccf002608e7c0053060b80ab631626a0e30b2643c61326d12a4f669bac6c6605a31a66079a56e6c75c6bcc861dec2c809a6a96c7dfe858d769e1ac913283ac688f05561966736083472c90dfe0259089ad1a381538097c3e7f0b34f04d647334ae6763cb2963d7a19c62c7a72eb1ef7069730c3794703c581be048d07cc84937ccc8292de3c0091b71e56c07bde3dc182fe574fc56c5693ff904a4560105fd70db016945de80b2da96b939b8a578facf0d7858de56f20cbfe4e3e528e6e7dd2abbe07d2142cd473805f391a174f95acd4cf8da44f2f82a8b06f80c9f49f03b24bee1cf9a2ce05feaaf1038efec17d84a5f15b82db910a0ce44091e57260846747d109cf45e16bcf49300abdba2c149077ee0098363f05790a9101d48fef11cdafef1518884f09a2d5418cd1020c25823243ab77c287a4d4c2f16366f206ec5d929a1703920a16a0f92dc27b2957cf401277950ca2bc5dbae2ec5396921d5e17428c51ee9238db33c917eb3422553774b2393956b232326e522e3ea8695c93efc2e535e8a91f548a0939b7c009373f47c2727fbb54cae9a5e42bebe15223fbe91297f267e2affea75b382dd8f7d05dea3078a092d6a8a275c4b8aabde8f94e8b7ad94848142caf377f1ca8ae208955f1c512a9cac632a9439372a29ea38d59d591b35d4b893da03da01b521fd0935d2dacfea2f70fbea5d07d7ea5fc25d34ee07f3344a79ee35d81a38356383e09a5ef0979a7b669f348387fb3447ff6dd6e2e8e9d7529098d4823b7c7f4af9e4ee6964069f7698c65bed1bd759edc76627da748ba29040e43a64f9864d671caaab739d1aa9231c1ca82bc513a66b0cc1ebe234fcf5a6780af58eadebf57e3fb2d4c77239ea5bf5e7e9777a61f5c1f917fa7a7e9e06131aeb06dce2ecd05e1a372864330f2acc77006d5ca631942ef436e43c1c311c0b841ba5cfae1b496a919bb4ac2a9a84bc7d6d22a05f62626452638261b178568d79f75c5e80cc347d45c5742719629a0e3336dd7bdb65aa4ec50233d3d081055456fc876a116ae6651765567bb068e660bd69c61e7a6ae69fb2693ea37468ee5b0cb2c0ea8958dc2f1c5b20e3542c13e3b096158e555686822bd628c6636b32ec95b57ace958df867497872b8295c97e1055c3c1f011fa38887cb5199db8e04dad89a871ed9f64bded92e27b3d94999f2d9b59be82314fe46200efadd117de18988aff71d0840fa0e62df40d1be68e599fd2a5ad3e15369a083bf8518d29d2602691f3182d49fb942fee5738292be907434c3fa3a924e173b92bf65778246ca3a6973239dce24959db367749c29f7729dddd58a9c133a1ea25da5edd095a30ee87232249a8f2c1ffd0d57836e1ebd45376b6abb88f11ab9d8c694bbe49ee15d96c4175dcaa920aee16d4bae745c2837b5c2b76e515938b71861acbb956b873b4467c81dea3be44e819972afbb3c77efc0517940e3f53c0ec8701ed6b81d8f4c474dcff7c12e9ef6abbe5e28598c172d38da5b6f2edabb6e5dc9c708eee7d3f5b2c4473909ef93beb3eb0315daf7f9e7b8da370f3ce0672c16e19fc32a17b0cdf934a09c601010735c17e090d21a5005a00c3c8ca00c746e320bfc87e12e90655429c8dad82ce819857d9056b56f50b6776a90a56a72b0a9156588203d2cc40c631312b78a0d616a3f0ab127fd19a25df82cd4c2cb34b475b424d424ec63e8ba1f306c37583e2ca7dd34aca818110671180cd36b590deb8840872fdff8860ff30a45e8f6d0470ecd0e444ef8ef44a634de46a616ff15150d578dea474d4431f07247cfb6c0a36f00e5d143a3d8682a6c5734c15227e6f6a1678cc5f3573175fa253196f4d53116dd4d312e020331de04e558488045acef66752c136e34b629653216cab0120b990a89530254c68d2581e3936a94e27bf33de2755ebc8ab79c56c7bc44b960568a4b314d0e6209a1e3e109432bca2f0d127e252aab302431e9b227f943ec93b4eeaf9398580949f6f64cc96dc2eac96c5d77c9ad76c014f5489d94b5f1a49412a195942251a2d72872f8ebf15dbfd70fe9825e6f1ad7bd961ee54c6dd5924e5d8a094ebd1f894a3dc8294a459612a7e9cd0ba75d3f974d632f41a40d94b6a4754beda795e22ed24a662fd224057ea781e623d2df8b0b66906d886560d78d33f6878f33e2f08c6f2afdc8330bb8a833599f97656656613331fd93997dc9b659e14e6e59ed0c85596fa8a6b2a8e640d90a78cdec44b4593626be2d3bea78395b202af56dc754678eba83606e83474d6eb3de50eefc77c5bcd1ece63c30e02abffd4ca420ec857341edabf282b2b3fa824c55dec2a57dd5c2576dd2ef20389f775d77e44597e9db4539c8f3a2b0f98c62ba8ab36222adb412547d5d494e1b7969e77856290d6943a98ac9d7d2a808e7b2c0b2cc3209a27fcbf621bb65b21e2765a4bdd615d5b336152cbedd15938a8715b23de7159cda69ef3f7713de77387556aee2193ff0f3347c506e11aba23b7a5695e3ed53557fd550c52fca526d7afeb89a426eab7a4962a75a5f4e075b7b1a8715f8d18735e042d622192b3f16022a3f3efd01fee407dcf98454afab67879136a8e0851ae9a84d1aa14074e3f1d66c630181b8c9fd6b42d3e2ed60930cb7557355466ff35251650b6c60b6855555b5d558e5b835655da02dd753adad2e7da6ad5a65aeeda17b5447978c46a74b447de77dd06de77f08d15d26347b5dfb8abeddaba8baeee5bab66ecc0d046757328503f45ce3fed9e3c28b7f82e32fa922f04714aff0b5c83c3c5096802fbd91ed112551eea928f3ebfbc69fd0270af1ecef8ccde8cf736fefdf7cbc39406fa532c8eff461b0fb65efd0e77ece611a0ef4306e387ef88c817f044c0619f9f53e6f64382a6bd4b6367fd4da4a668c8924799c7b6f6ddc2df0d3c4646bcb444bf0ccc422edd14426d8670ad0bd3005f78ffc7ca338f4397151627a16ef385da8533f7d1adf314d16b932cd6ce439c374f666e62feef21998e2d90c7d22c9ecbf15fcb35372c82f8739d35fe6e6c8e6f840f2734c2ea3738a6303f3041bda0568036c212fdc6581dcb57fa183897151b3d17f319543644987b664c9f3826c39877465b9bf477465cf247245d132664565a7712595627be560a878956fe0dfd52fa78a5f1b296bd7684a9ad682c9efd796af48d7affd31ebbd9ed9eb3c30d10d63319b8d2333d70d5150cec621a26a433505b4499a5bbd793eb5bce9257eb5c9f81db0e527e1bd65a1a4bb7d67fb6afbfa67f67605ae613b96fbf7f60799373be71914bb6bc25ebb6d3749bbcc42ef772787d67765b62f77f54627f6bed32dee198c1def59ea28ef3f896439a8d74f3f809cf21df6905b1f2a74961c9e1f1c1f7e74903caa695239fae159788427bd3d8232a61e8f61244fcefcdc4f42f4b34fb883274f02a241a7ab8681a7930ecda783bf48ce32d07d67aff3d6ceaa77b7ce06b708675c30f76ffa6965df6058f477e066edf728a9dd73924bd405a6d7f1e2d554c8c5ce34f602d43574f124a4fcf23733fef2a4f9c98ff811d62b03a4fed57918f22a5de3cb15451ad1350ec7727dabe2790dfc18736d0a1bbede4d3bbe6e3ca1bfb990b5b86100fcbaf9484f452882fe4d082331271cf5791264589709cd64bb04351bbe9f9be3b09fefecc0bf338149bf6f7abb7fe79385de125dc7dd25df0bdcff49e0febf504b03042d0000000800000021001e1b1e72ffffffffffffffff0a0014007261726974792e6e707901001000a00b000000000000bf010000000000009d55bd4a034110be14363e81e575a7708d2208225c2a0b414963612587b990428cdc898d08011fc15ad0dece07b013b1f00d7c1733c2c0c7f0cdec6260c8edcecfce7cfbcdece3c9e9f1e46c54dc1677d5b41b2efa6abfac0e66bb555d56b3457fd3b757e78b7edac9fe617b3974abfd61de5e77abf5e6def64ebd5597f7e5bf7feb93f7b5b148512c9be5c6cb5844d6cdc7c39fa81ef7f15ff751d417fd591cb4415bd4fd3cbd3536b6fedbb3594e36aeead9f92c1efa482e682398a18daeb1567ba67c6b4d1ed611ceac9e08178d8d77cb0475117eaa63b1be3fbf1a86a32711c7ac0eb9e071c2e3a2adc3ab0def97d97bbd90c2318a65f1120eb11cedbee554c407fd9e764721feccd7723eaa83d56a7dbdfa6c4d5e4fb03991ca21ca4df60417cf4775a9b33ceee14c48e1c8eec2e2e5cd019b8ffad959c37cbdd91edda3c504f5b64fedecc9e98bd7d173c372b63e297cd93c8cf82fb6167359e3396c7eb3fb623d9b9397adc5e2a771597cd6f70c1fcc9de19633e3d8ec166cd89b8736b9ef838707e68c6f81ed372bf23e31ac523979b3c1f365fcf1f0cbe17884436afee7d6948b87e68c357973d5fab1d9ef7105f58ccbcc07ef3eba83143628bf504b03042d0000000800000021009764e5c4ffffffffffffffff09001400757375616c2e6e707901001000840000000000000046000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46ea5a06e9366a2aea3a09e965f54529498179f5f94920a12774bcc294e058a17672416a402f91a9a3a0ab50a14012e9feef78e00504b03042d0000000800000021005fc3fbd1ffffffffffffffff0b001400776569676874732e6e7079010010003011000000000000ce030000000000009d97cd4b945114c65f1323a220689126e584da1859901364a96d02379104211884263912111963484324af1bdb4454a6ccc2a0e8039a24141dff8136416d5a04521004b928225ab5b04de63383bf99c7d7452e2ed7f39e7bef39cf79cec78c75749e3a7db62c180a6ec4fb92831752f163b1786b7f53bc3116ef1f485d4bf55ee91948f525ffc9db7b2f0f2697e583177baf2697ff6f3872a8a93196d8d718bb19fbcfbfcd1f679eccbc38aaf5ee4810ee293b9939577769e277a626b3b7fe5718840bc1b67063985e59870369ee9f596a5e9a96a6f6faeafb13993375e727742ad93c363d3acd17a5d9196e0833f957a8a3bdd696daee8997e33cc5553a7c9712dddc129687f782aeb9a1ea2fbba5434dd9b07a6a591f2f96de99cebf72b0b673e2e9b8e4f49d3eea5deda5eff6f3ac90a7ef7c57ab6e13feef776c9dfb5cf3235399d9594fbf144d9e2a9517ded56dba817221408fbe571edf353ecbafdaaf46b09821f42b1fc715341c3de9886fc4cda3b9cac90256ce287e154ace3d5a4804b47fdc9ac81dc8e906ed8391b270b1c8475ac557c4798fa0deba5fffe761cba44e5133ca2a2240b9624ade3253a2f85f7ac3703e23a4cf3d2de159c6dd2d9726b18af28e4ca3bef84c6ec8479e7594a4595a91d281dba95591e557459fb9e6a7d6ceca42f4799bb2cceb0cbd968ee4e5cb087c2b7a51dc700cbdca313afa2ac9dbdce1b657b937d99e4447d6a31095b3b28459c69b17eb1736fdcc91edeea32346c6323ad461bf706b8995e3efec62ed121af4c5eb39ed21933dbfa8c9bd57a1a88e90af6f2b16ea954fd9eb896496b12626ec2033d9f6444b96554e162a5ec496f868cf9cf23e2b4d760d318199e251e6deb3de33f4d9f6aa3bd5a3ce9cd2ec2b20261b3881ac9f47aa1eecb6ce404938db281694787cdd179d92d76b4f1d05eeb1c248533d6576fe793cbbc52de70cc6ac64bff34e441bb87e98ea0e930d3e8915f57ad8299ddbf3bdf35fdbc8077637a2b17e376416b0cab13739e7e5a95ef7dc919c938cceaa3ab10290933e1d290a94789d970e39209bd7c6335d94898c26efe464a22a4d1b8492fb2e5ff8d66a7614f84689cf03ac0364912451fcf189c251f209caab19f92fb6d366a1218930f14e4dee110daf27de11dc2f9f01bc9bcb4ed7997a5051d5758b68b00e306aaf1f5534bc9bf41ae27d9c71f18c2e9d9dd26b4c562e17b63eb3714a710c29d73d62b5c797187adcc95246cd7b076bb5a2cffae0bdd527229d72dca26a14ebaa63489bf94b306ae6d19dc2c751558f769e08bda809811d39ca0ba2a1ece0b45c5a81d381af3e27709676dbbceaaaa7331fbda2fa2f4167a3e70863249dbf504b03042d0000000800000021003d02b8d0ffffffffffffffff0b0014006f6666736574732e6e7079010010008c0000000000000051000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46ea5a06e9366a2aea3a09e965f54529498179f5f94920a12774bcc294e058a17672416a402f91ac63a9a3a0ab50a14002ef7f3cc7b3eeaf0ef99d9d0690300504b03042d000000080000002100096c11b2ffffffffffffffff090014006c696674732e6e7079010010008c000000000000004a000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46ea5a06e9366a2aea3a09e965f54529498179f5f94920a12774bcc294e058a17672416a402f91ac63a9a3a0ab50a1400ae90f93cf6300c00504b01022d032d000000080000002100f1bec2769a0b0000a00b00000a00000000000000000000008001000000006861736865732e6e7079504b01022d032d0000000800000021001e1b1e72bf010000a00b00000a00000000000000000000008001d60b00007261726974792e6e7079504b01022d032d0000000800000021009764e5c446000000840000000900000000000000000000008001d10d0000757375616c2e6e7079504b01022d032d0000000800000021005fc3fbd1ce030000301100000b00000000000000000000008001520e0000776569676874732e6e7079504b01022d032d0000000800000021003d02b8d0510000008c0000000b000000000000000000000080015d1200006f6666736574732e6e7079504b01022d032d000000080000002100096c11b24a0000008c0000000900000000000000000000008001eb1200006c696674732e6e7079504b0506000000000600060050010000701300000000	0.10000000000000002	1	0.9	{"top_3": 1.0, "accuracy": 1.0, "macro_f1": 1.0, "calibration_error": 0.0}
6	2026-11-27 13:29:35.379429+00	225	["agac-budama", "su-kesintisi", "yol-cukuru"]	\\x504b03042d000000080000002100f1bec276ffffffffffffffff0a0014006861736865732e6e707901001000a00b0000000000009a0b0000000000009d9267231b8a0286ed63d4381554acd8517bab3d2a568c5673ed1012c4de7b1e238aaa51d4ac5d256839f64aec4d515bedbd5a14698bdbfb17eef3ed7d3ebd1f9e0c2398a1890531510051a82012e5ebe023a8081254f697111401093a7afaf8f9203c6c3d7d90a8ff7908c2cd17f5c7fb3a23bc507f36585e524a444804140efabfa1be6eb32702d3a3896a9afe3c902c202a0d1a220a6da523961e8612ffe8ea229e9b2222a9798f208946e59224cfc349691fe1491f0964920156b064aced2072aa810d72b22f1be4adb23c14a960290a48902dc5d7734a4aea252aca47713f29cb3e4b51c51b9950fb9d785313ff2aa34ebf6ba00e78ca4123a7364423feabfcc1039eab07df0f8074b0fc8f746d881f746ae1e6f48372287a628d6cfae0c8267ada0d768630f10806b6d344062bca530683a3877f6714fc7cf84b2998d17cbf94514e6c8fd1c29e0d90a1ed0c10ccf002608e7c0053060b80ab631626a0e30b2643c61326d12a4f669bac6c6605a31a66079a56e6c75c6bcc861dec2c809a6a96c7dfe858d769e1ac913283ac688f05561966736083472c90dfe0259089ad1a381538097c3e7f0b34f04d647334ae6763cb2963d7a19c62c7a72eb1ef7069730c3794703c581be048d07cc84937ccc8292de3c0091b71e56c07bde3dc182fe574fc56c5693ff904a4560105fd70db016945de80b2da96b939b8a578facf0d7858de56f20cbfe4e3e528e6e7dd2abbe07d2142cd473805f391a174f95acd4cf8da44f2f82a8b06f80c9f49f03b24bee1cf9a2ce05feaaf1038efec17d84a5f15b82db910a0ce44091e57260846747d109cf45e16bcf49300abdba2c149077ee0098363f05790a9101d48fef11cdafef1518884f09a2d5418cd1020c25823243ab77c287a4d4c2f16366f206ec5d929a1703920a16a0f92dc27b2957cf401277950ca2bc5dbae2ec5396921d5e17428c51ee9238db33c917eb3422553774b2393956b232326e522e3ea8695c93efc2e535e8a91f548a0939b7c009373f47c2727fbb54cae9a5e42bebe15223fbe91297f267e2affea75b382dd8f7d05dea3078a092d6a8a275c4b8aabde8f94e8b7ad94848142caf377f1ca8ae208955f1c512a9cac632a9439372a29ea38d59d591b35d4b893da03da01b521fd0935d2dacfea2f70fbea5d07d7ea5fc25d34ee07f3344a79ee35d81a38356383e09a5ef0979a7b669f348387fb3447ff6dd6e2e8e9d7529098d4823b7c7f4af9e4ee6964069f7698c65bed1bd759edc76627da748ba29040e43a64f9864d671caaab739d1aa9231c1ca82bc513a66b0cc1ebe234fcf5a6780af58eadebf57e3fb2d4c77239ea5bf5e7e9777a61f5c1f917fa7a7e9e06131aeb06dce2ecd05e1a372864330f2acc77006d5ca631942ef436e43c1c311c0b841ba5cfae1b496a919bb4ac2a9a84bc7d6d22a05f62626452638261b178568d79f75c5e80cc347d45c5742719629a0e3336dd7bdb65aa4ec50233d3d081055456fc876a116ae6651765567bb068e660bd69c61e7a6ae69fb2693ea37468ee5b0cb2c0ea8958dc2f1c5b20e3542c13e3b096158e555686822bd628c6636b32ec95b57ace958df867497872b8295c97e1055c3c1f011fa38887cb5199db8e04dad89a871ed9f64bded92e27b3d94999f2d9b59be82314fe46200efadd117de18988aff71d0840fa0e62df40d1be68e599fd2a5ad3e15369a083bf8518d29d2602691f3182d49fb942fee5738292be907434c3fa3a924e173b92bf65778246ca3a6973239dce24959db367749c29f7729dddd58a9c133a1ea25da5edd095a30ee87232249a8f2c1ffd0d57836e1ebd45376b6abb88f11ab9d8c694bbe49ee15d96c4175dcaa920aee16d4bae745c2837b5c2b76e515938b71861acbb956b873b4467c81dea3be44e819972afbb3c77efc0517940e3f53c0ec8701ed6b81d8f4c474dcff7c12e9ef6abbe5e28598c172d38da5b6f2edabb6e5dc9c708eee7d3f5b2c4473909ef93beb3eb0315daf7f9e7b8da370f3ce0672c16e19fc32a17b0cdf934a09c601010735c17e090d21a5005a00c3c8ca00c746e320bfc87e12e90655429c8dad82ce819857d9056b56f50b6776a90a56a72b0a9156588203d2cc40c631312b78a0d616a3f0ab127fd19a25df82cd4c2cb34b475b424d424ec63e8ba1f306c37583e2ca7dd34aca818110671180cd36b590deb8840872fdff8860ff30a45e8f6d0470ecd0e444ef8ef44a634de46a616ff15150d578dea474d4431f07247cfb6c0a36f00e5d143a3d8682a6c5734c15227e6f6a1678cc5f3573175fa253196f4d53116dd4d312e020331de04e558488045acef66752c136e34b629653216cab0120b990a89530254c68d2581e3936a94e27bf33de2755ebc8ab79c56c7bc44b960568a4b314d0e6209a1e3e109432bca2f0d127e252aab302431e9b227f943ec93b4eeaf9398580949f6f64cc96dc2eac96c5d77c9ad76c014f5489d94b5f1a49412a195942251a2d72872f8ebf15dbfd70fe9825e6f1ad7bd961ee54c6dd5924e5d8a094ebd1f894a3dc8294a459612a7e9cd0ba75d3f974d632f41a40d94b6a4754beda795e22ed24a662fd224057ea781e623d2df8b0b66906d886560d78d33f6878f33e2f08c6f2afdc8330bb8a833599f97656656613331fd93997dc9b659e14e6e59ed0c85596fa8a6b2a8e640d90a78cdec44b4593626be2d3bea78395b202af56dc754678eba83606e83474d6eb3de50eefc77c5bcd1ece63c30e02abffd4ca420ec857341edabf282b2b3fa824c55dec2a57dd5c2576dd2ef20389f775d77e44597e9db4539c8f3a2b0f98c62ba8ab36222adb412547d5d494e1b7969e77856290d6943a98ac9d7d2a808e7b2c0b2cc3209a27fcbf621bb65b21e2765a4bdd615d5b336152cbedd15938a8715b23de7159cda69ef3f7713de77387556aee2193ff0f3347c506e11aba23b7a5695e3ed53557fd550c52fca526d7afeb89a426eab7a4962a75a5f4e075b7b1a8715f8d18735e042d622192b3f16022a3f3efd01fee407dcf98454afab67879136a8e0851ae9a84d1aa14074e3f1d66c630181b8c9fd6b42d3e2ed60930cb7557355466ff35251650b6c60b6855555b5d558e5b835655da02dd753adad2e7da6ad5a65aeeda17b5447978c46a74b447de77dd06de77f08d15d26347b5dfb8abeddaba8baeee5bab66ecc0d046757328503f45ce3fed9e3c28b7f82e32fa922f04714aff0b5c83c3c5096802fbd91ed112551eea928f3ebfbc69fd0270af1ecef8ccde8cf736fefdf7cbc39406fa532c8eff461b0fb65efd0e77ece611a0ef4306e387ef88c817f044c0619f9f53e6f64382a6bd4b6367fd4da4a668c8924799c7b6f6ddc2df0d3c4646bcb444bf0ccc422edd14426d8670ad0bd3005f78ffc7ca338f4397151627a16ef385da8533f7d1adf314d16b932cd6ce439c374f666e62feef21998e2d90c7d22c9ecbf15fcb35372c82f8739d35fe6e6c8e6f840f2734c2ea3738a6303f3041bda0568036c212fdc6581dcb57fa183897151b3d17f319543644987b664c9f3826c39877465b9bf477465cf247245d132664565a7712595627be560a878956fe0dfd52fa78a5f1b296bd7684a9ad682c9efd796af48d7affd31ebbd9ed9eb3c30d10d63319b8d2333d70d5150cec621a26a433505b4499a5bbd793eb5bce9257eb5c9f81db0e527e1bd65a1a4bb7d67fb6afbfa67f67605ae613b96fbf7f60799373be71914bb6bc25ebb6d3749bbcc42ef772787d67765b62f77f54627f6bed32dee198c1def59ea28ef3f896439a8d74f3f809cf21df6905b1f2a74961c9e1f1c1f7e74903caa695239fae159788427bd3d8232a61e8f61244fcefcdc4f42f4b34fb883274f02a241a7ab8681a7930ecda783bf48ce32d07d67aff3d6ceaa77b7ce06b708675c30f76ffa6965df6058f477e066edf728a9dd73924bd405a6d7f1e2d554c8c5ce34f602d43574f124a4fcf23733fef2a4f9c98ff811d62b03a4fed57918f22a5de3cb15451ad1350ec7727dabe2790dfc18736d0a1bbede4d3bbe6e3ca1bfb990b5b86100fcbaf9484f452882fe4d082331271cf5791264589709cd64bb04351bbe9f9be3b09fefecc0bf338149bf6f7abb7fe79385de125dc7dd25df0bdcff49e0febf504b03042d0000000800000021001e1b1e72ffffffffffffffff0a0014007261726974792e6e707901001000a00b000000000000bf010000000000009d55bd4a034110be14363e81e575a7708d2208225c2a0b414963612587b990428cdc898d08011fc15ad0dece07b013b1f00d7c1733c2c0c7f0cdec6260c8edcecfce7cfbcdece3c9e9f1e46c54dc1677d5b41b2efa6abfac0e66bb555d56b3457fd3b757e78b7edac9fe617b3974abfd61de5e77abf5e6def64ebd5597f7e5bf7feb93f7b5b148512c9be5c6cb5844d6cdc7c39fa81ef7f15ff751d417fd591cb4415bd4fd3cbd3536b6fedbb3594e36aeead9f92c1efa482e682398a18daeb1567ba67c6b4d1ed611ceac9e08178d8d77cb0475117eaa63b1be3fbf1a86a32711c7ac0eb9e071c2e3a2adc3ab0def97d97bbd90c2318a65f1120eb11cedbee554c407fd9e764721feccd7723eaa83d56a7dbdfa6c4d5e4fb03991ca21ca4df60417cf4775a9b33ceee14c48e1c8eec2e2e5cd019b8ffad959c37cbdd91edda3c504f5b64fedecc9e98bd7d173c372b63e297cd93c8cf82fb6167359e3396c7eb3fb623d9b9397adc5e2a771597cd6f70c1fcc9de19633e3d8ec166cd89b8736b9ef838707e68c6f81ed372bf23e31ac523979b3c1f365fcf1f0cbe17884436afee7d6948b87e68c357973d5fab1d9ef7105f58ccbcc07ef3eba83143628bf504b03042d0000000800000021009764e5c4ffffffffffffffff09001400757375616c2e6e707901001000840000000000000046000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46ea5a06e9366a2aea3a09e965f54529498179f5f94920a12774bcc294e058a17672416a402f91a9a3a0ab50a14012e9feef78e00504b03042d0000000800000021005fc3fbd1ffffffffffffffff0b001400776569676874732e6e7079010010003011000000000000ce030000000000009d97cd4b945114c65f1323a220689126e584da1859901364a96d02379104211884263912111963484324af1bdb4454a6ccc2a0e8039a24141dff8136416d5a04521004b928225ab5b04de63383bf99c7d7452e2ed7f39e7bef39cf79cec78c75749e3a7db62c180a6ec4fb92831752f163b1786b7f53bc3116ef1f485d4bf55ee91948f525ffc9db7b2f0f2697e583177baf2697ff6f3872a8a93196d8d718bb19fbcfbfcd1f679eccbc38aaf5ee4810ee293b9939577769e277a626b3b7fe5718840bc1b67063985e59870369ee9f596a5e9a96a6f6faeafb13993375e727742ad93c363d3acd17a5d9196e0833f957a8a3bdd696daee8997e33cc5553a7c9712dddc129687f782aeb9a1ea2fbba5434dd9b07a6a591f2f96de99cebf72b0b673e2e9b8e4f49d3eea5deda5eff6f3ac90a7ef7c57ab6e13feef776c9dfb5cf3235399d9594fbf144d9e2a9517ded56dba817221408fbe571edf353ecbafdaaf46b09821f42b1fc715341c3de9886fc4cda3b9cac90256ce287e154ace3d5a4804b47fdc9ac81dc8e906ed8391b270b1c8475ac557c4798fa0deba5fffe761cba44e5133ca2a2240b9624ade3253a2f85f7ac3703e23a4cf3d2de159c6dd2d9726b18af28e4ca3bef84c6ec8479e7594a4595a91d281dba95591e557459fb9e6a7d6ceca42f4799bb2cceb0cbd968ee4e5cb087c2b7a51dc700cbdca313afa2ac9dbdce1b657b937d99e4447d6a31095b3b28459c69b17eb1736fdcc91edeea32346c6323ad461bf706b8995e3efec62ed121af4c5eb39ed21933dbfa8c9bd57a1a88e90af6f2b16ea954fd9eb896496b12626ec2033d9f6444b96554e162a5ec496f868cf9cf23e2b4d760d318199e251e6deb3de33f4d9f6aa3bd5a3ce9cd2ec2b20261b3881ac9f47aa1eecb6ce404938db281694787cdd179d92d76b4f1d05eeb1c248533d6576fe793cbbc52de70cc6ac64bff34e441bb87e98ea0e930d3e8915f57ad8299ddbf3bdf35fdbc8077637a2b17e376416b0cab13739e7e5a95ef7dc919c938cceaa3ab10290933e1d290a94789d970e39209bd7c6335d94898c26efe464a22a4d1b8492fb2e5ff8d66a7614f84689cf03ac0364912451fcf189c251f209caab19f92fb6d366a1218930f14e4dee110daf27de11dc2f9f01bc9bcb4ed7997a5051d5758b68b00e306aaf1f5534bc9bf41ae27d9c71f18c2e9d9dd26b4c562e17b63eb3714a710c29d73d62b5c797187adcc95246cd7b076bb5a2cffae0bdd527229d72dca26a14ebaa63489bf94b306ae6d19dc2c751558f769e08bda809811d39ca0ba2a1ece0b45c5a81d381af3e27709676dbbceaaaa7331fbda2fa2f4167a3e70863249dbf504b03042d0000000800000021003d02b8d0ffffffffffffffff0b0014006f6666736574732e6e7079010010008c0000000000000051000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46ea5a06e9366a2aea3a09e965f54529498179f5f94920a12774bcc294e058a17672416a402f91ac63a9a3a0ab50a14002ef7f3cc7b3eeaf0ef99d9d0690300504b03042d000000080000002100096c11b2ffffffffffffffff090014006c696674732e6e7079010010008c000000000000004a000000000000009bec17ea1b10c9c850c650ad9e925a9c5ca46ea5a06e9366a2aea3a09e965f54529498179f5f94920a12774bcc294e058a17672416a402f91ac63a9a3a0ab50a1400ae90f93cf6300c00504b01022d032d000000080000002100f1bec2769a0b0000a00b00000a00000000000000000000008001000000006861736865732e6e7079504b01022d032d0000000800000021001e1b1e72bf010000a00b00000a00000000000000000000008001d60b00007261726974792e6e7079504b01022d032d0000000800000021009764e5c446000000840000000900000000000000000000008001d10d0000757375616c2e6e7079504b01022d032d0000000800000021005fc3fbd1ce030000301100000b00000000000000000000008001520e0000776569676874732e6e7079504b01022d032d0000000800000021003d02b8d0510000008c0000000b000000000000000000000080015d1200006f6666736574732e6e7079504b01022d032d000000080000002100096c11b24a0000008c0000000900000000000000000000008001eb1200006c696674732e6e7079504b0506000000000600060050010000701300000000	0.10000000000000002	1	0.9	{"top_3": 1.0, "accuracy": 1.0, "macro_f1": 1.0, "calibration_error": 0.0}
\.
COPY suggestions_topicchoice ("id", "proposals", "shown", "rank", "at", "case_id", "chosen_id", "model_id") FROM stdin;
1	[{"unit": "park-ve-bahceler", "topic": "agac-budama", "confidence": 1.0}, {"unit": "yol-ve-bakim", "topic": "yol-cukuru", "confidence": 0.0}, {"unit": "isu", "topic": "su-kesintisi", "confidence": 0.0}]	t	1	2026-11-27 13:23:14.108822+00	1	61	1
6	[{"unit": "park-ve-bahceler", "topic": "agac-budama", "confidence": 1.0}, {"unit": null, "topic": "yol-cukuru", "confidence": 0.0}, {"unit": "isu", "topic": "su-kesintisi", "confidence": 0.0}]	t	1	2026-11-27 13:29:35.695147+00	216	61	6
\.
